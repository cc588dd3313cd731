import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { DELIVER, deliveryProvider } from './delivery.js';
import { MessagesController } from './messages.controller.js';

@Module({
  imports: [CasesModule],
  controllers: [MessagesController],
  providers: [deliveryProvider],
  exports: [DELIVER],
})
export class MessagesModule {}
