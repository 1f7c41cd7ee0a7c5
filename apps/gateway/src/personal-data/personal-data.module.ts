import { Module } from '@nestjs/common';
import { PersonalData } from './personal-data.js';
import { PersonalDataController } from './personal-data.controller.js';

@Module({ controllers: [PersonalDataController], providers: [PersonalData] })
export class PersonalDataModule {}
