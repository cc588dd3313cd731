import { Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from './modules/auth/auth.module.js';
import { FoundationModule, type Foundation } from './modules/foundation/foundation.module.js';

@Module({ imports: [AuthModule] })
export class AppModule {
  static with(foundation: Foundation): DynamicModule {
    return { module: AppModule, imports: [FoundationModule.with(foundation)] };
  }
}
