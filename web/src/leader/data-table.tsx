import { Table } from '@navikt/ds-react';
import type { ReactNode } from 'react';

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand to the right. */
  numeric?: boolean;
}

interface DataTableProps<Row> {
  label: string;
  rows: Row[];
  columns: Column<Row>[];
  keyOf: (row: Row) => string;
}

/** A table that scrolls by itself where the page is narrow. */
export function DataTable<Row>({ label, rows, columns, keyOf }: DataTableProps<Row>) {
  return (
    <div className="table-scroll" role="group" aria-label={label} tabIndex={0}>
      <Table size="small">
        <Table.Header>
          <Table.Row>
            {columns.map(({ title, numeric }) => (
              <Table.HeaderCell key={title} scope="col" align={numeric ? 'right' : 'left'}>
                {title}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map((row) => (
            <Table.Row key={keyOf(row)}>
              {columns.map(({ title, cell, numeric }) => (
                <Table.DataCell key={title} align={numeric ? 'right' : 'left'}>
                  {cell(row)}
                </Table.DataCell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}
