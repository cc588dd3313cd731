import { Module } from '@nestjs/common';
import { DELIVER, deliveryProvider } from './delivery.js';
import { MessagesController } from './messages.controller.js';

@Module({ controllers: [MessagesController], providers: [deliveryProvider], exports: [DELIVER] })
export class MessagesModule {}
