import { Module } from '@nestjs/common';
import type { ThreadOptions } from '../../threads/work-thread.js';
import { THREADS } from '../foundation/foundation.module.js';
import { DrawingThread } from './drawing-thread.js';
import { LayoutsController } from './layouts.controller.js';
import { LayoutsService } from './layouts.service.js';

@Module({
  controllers: [LayoutsController],
  providers: [
    LayoutsService,
    {
      provide: DrawingThread,
      inject: [THREADS],
      useFactory: (threads: ThreadOptions) => new DrawingThread(threads),
    },
  ],
  exports: [LayoutsService],
})
export class LayoutsModule {}
