/**
 * Reads a printed PDF back as people and scanners do: its text page by page, and the barcodes of its pictures.
 */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { scanGrayBuffer } from '@undecaf/zbar-wasm';

export interface PaperRead {
  readonly pages: readonly string[];
  /** What a scanner reads, from all pages. */
  readonly codes: readonly string[];
  /** How much of each page is not white. */
  readonly ink: readonly number[];
}

/** Everything that can be read on a PDF. */
export async function readPaper(pdf: Uint8Array): Promise<PaperRead> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const pages: string[] = [];
    const codes: string[] = [];
    const ink: number[] = [];
    for (const page of document.pages()) {
      pages.push(page.getText());
      const { data, width, height } = await page.render({ scale: 3, colorSpace: 'Gray' });
      const gray = Uint8Array.from(data.subarray(0, width * height));
      const symbols = await scanGrayBuffer(gray.buffer, width, height);
      codes.push(...symbols.map((symbol) => symbol.decode()));
      ink.push(gray.reduce((dark, value) => dark + (value < 128 ? 1 : 0), 0) / gray.length);
    }
    document.destroy();
    return { pages, codes, ink };
  } finally {
    library.destroy();
  }
}
