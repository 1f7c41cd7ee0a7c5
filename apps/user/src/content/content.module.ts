import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { DraftsTimer } from './adapters/timer/drafts-timer.js';
import { CheckDrafts } from './app/check-drafts.js';
import { SettleDraft } from './app/settle-draft.js';
import { SettlePicture } from './app/settle-picture.js';

@Module({
  imports: [IdentityModule],
  providers: [SettleDraft, SettlePicture, CheckDrafts, DraftsTimer],
  exports: [SettlePicture],
})
export class ContentModule {}
