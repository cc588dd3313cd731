import { Module } from '@nestjs/common';
import { CitizensController } from './citizens.controller.js';

@Module({ controllers: [CitizensController] })
export class CitizensModule {}
