import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/messages.module.js';
import { ClockController } from './clock.controller.js';
import { ClockService } from './clock.service.js';

@Module({ imports: [MessagesModule], controllers: [ClockController], providers: [ClockService] })
export class SandboxModule {}
