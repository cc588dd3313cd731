import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { DefinitionRow } from './definition.js';

@Entity('statechart_layouts')
@ForeignKey(() => DefinitionRow, ['caseType', 'version'], ['caseType', 'version'], {
  name: 'statechart_layouts_case_type_version_fkey',
})
export class StatechartLayoutRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'statechart_layouts_pkey' })
  caseType: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'statechart_layouts_pkey' })
  version: number;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'statechart_layouts_pkey' })
  language: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'statechart_layouts_pkey' })
  drawing: number;

  @Column('json')
  layout: unknown;
}
