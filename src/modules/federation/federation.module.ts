import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { FederationService } from './federation.service.js';
import { OidcController } from './oidc.controller.js';
import { OidcService } from './oidc.service.js';
import { SamlController } from './saml.controller.js';
import { SamlService } from './saml.service.js';
import { SignInController } from './sign-in.controller.js';

/** Signing in and out by the municipality's identity provider. */
@Module({
  imports: [AuthModule],
  controllers: [OidcController, SamlController, SignInController],
  providers: [FederationService, OidcService, SamlService],
})
export class FederationModule {}
