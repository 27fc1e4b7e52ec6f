/**
 * What stands on a printed paper, as data: a heading, facts, tables, a barcode, lines to sign on. How it is laid
 * out and printed is a gateway's business.
 */
import type { Locale } from '../messages/catalogue';

export interface PaperColumn {
  readonly head: string;
  /** Share of the width of the page. */
  readonly share: number;
  readonly isNumber?: boolean;
}

export interface PaperTable {
  readonly caption: string | null;
  readonly columns: readonly PaperColumn[];
  /** One text for each column; long ones wrap. */
  readonly rows: readonly (readonly string[])[];
}

export interface Paper {
  readonly locale: Locale;
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Read by a scanner; null where there is nothing to scan. */
  readonly barcode: string | null;
  readonly tables: readonly PaperTable[];
  /** Who signs. */
  readonly signatures: readonly string[];
  /** "page" in the language of the paper. */
  readonly page: string;
}
