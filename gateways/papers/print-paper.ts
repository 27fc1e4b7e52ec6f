/**
 * Prints a paper as PDF on A4 with Cyrillic letters. Long texts wrap, long tables go over pages with their heads
 * repeated; between rows others get their turn, so that a long paper holds nobody up. Knows no shop.
 */
import bwipjs from 'bwip-js';
import { readFile } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Paper, PaperColumn, PaperTable } from '../../domain/papers/paper';

type Pdf = PDFKit.PDFDocument;

const MARGIN = 40;
const WIDTH = 595.28 - 2 * MARGIN;
const BOTTOM = 841.89 - MARGIN - 20;
const CELL = 4;
const ROWS_AT_A_TURN = 5;

const fonts = { plain: 'DejaVuSans.ttf', bold: 'DejaVuSans-Bold.ttf' } as const;

const readFont = (file: string): Promise<Buffer> =>
  readFile(require.resolve(`dejavu-fonts-ttf/ttf/${file}`));

let loaded: Promise<{ readonly plain: Buffer; readonly bold: Buffer }> | null = null;

async function loadFonts(): Promise<{ readonly plain: Buffer; readonly bold: Buffer }> {
  const [plain, bold] = await Promise.all([readFont(fonts.plain), readFont(fonts.bold)]);
  return { plain, bold };
}

/** The paper as a PDF file. */
export async function printPaper(paper: Paper): Promise<Buffer> {
  loaded ??= loadFonts();
  const { plain, bold } = await loaded;
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    font: plain as unknown as string,
    info: { Title: paper.title, Creator: 'Ordo' },
    lang: paper.locale,
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.registerFont('plain', plain).registerFont('bold', bold);
  await turn();
  pdf.font('bold').fontSize(16).text(paper.title).moveDown(0.4).fontSize(10);
  for (const [name, value] of paper.facts) {
    // An empty text would not end the line, and the next fact would stand on this one.
    const shown = value === '' ? '–' : value;
    pdf.font('bold').text(`${name}: `, { continued: true }).font('plain').text(shown);
  }
  if (paper.barcode !== null) await drawBarcode(pdf, paper.barcode);
  for (const table of paper.tables) await drawTable(pdf, table);
  drawSignatures(pdf, paper.signatures);
  await turn();
  numberPages(pdf, paper.page);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

async function drawBarcode(pdf: Pdf, text: string): Promise<void> {
  const png = await bwipjs.toBuffer({ bcid: 'code128', text, scale: 2, height: 14 });
  pdf.moveDown(0.8);
  const { y } = pdf;
  pdf.image(png, MARGIN, y, { width: WIDTH, height: 50 });
  pdf.y = y + 56;
  pdf.fontSize(8).text(text, MARGIN, pdf.y, { width: WIDTH, align: 'center' }).fontSize(10);
}

async function drawTable(pdf: Pdf, table: PaperTable): Promise<void> {
  pdf.moveDown(1);
  if (table.caption !== null) {
    breakFor(pdf, 60);
    pdf.font('bold').fontSize(11).text(table.caption, MARGIN, pdf.y, { width: WIDTH });
    pdf.moveDown(0.3).fontSize(10);
  }
  drawHead(pdf, table.columns);
  for (const [index, row] of table.rows.entries()) {
    if (breakFor(pdf, heightOf(pdf, table.columns, row))) drawHead(pdf, table.columns);
    drawRow(pdf, table.columns, row);
    if (index % ROWS_AT_A_TURN === ROWS_AT_A_TURN - 1) await turn();
  }
  pdf.x = MARGIN;
}

/** Goes to a new page where so much does not fit any more. */
function breakFor(pdf: Pdf, height: number): boolean {
  if (pdf.y + height <= BOTTOM) return false;
  pdf.addPage();
  return true;
}

function drawHead(pdf: Pdf, columns: readonly PaperColumn[]): void {
  pdf.font('bold').fontSize(9);
  drawRow(
    pdf,
    columns,
    columns.map(({ head }) => head),
  );
  pdf.font('plain').fontSize(9);
}

function heightOf(pdf: Pdf, columns: readonly PaperColumn[], row: readonly string[]): number {
  const heights = columns.map(({ share }, index) =>
    pdf.heightOfString(row[index] ?? '', { width: share * WIDTH - 2 * CELL }),
  );
  return Math.max(...heights) + 2 * CELL;
}

function drawRow(pdf: Pdf, columns: readonly PaperColumn[], row: readonly string[]): void {
  const { y } = pdf;
  const height = heightOf(pdf, columns, row);
  let x = MARGIN;
  for (const [index, { share, isNumber }] of columns.entries()) {
    const width = share * WIDTH;
    pdf.text(row[index] ?? '', x + CELL, y + CELL, {
      width: width - 2 * CELL,
      align: isNumber ? 'right' : 'left',
    });
    x += width;
  }
  pdf.moveTo(MARGIN, y + height).lineTo(MARGIN + WIDTH, y + height);
  pdf.lineWidth(0.5).strokeColor('#999999').stroke();
  pdf.y = y + height;
}

function drawSignatures(pdf: Pdf, signatures: readonly string[]): void {
  pdf.fontSize(10).moveDown(1.5);
  for (const who of signatures) {
    breakFor(pdf, 36);
    pdf.text(`${who}: ______________________________`, MARGIN, pdf.y).moveDown(1.2);
  }
}

function numberPages(pdf: Pdf, word: string): void {
  const { count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(index);
    const text = `${word} ${String(index + 1)} / ${String(count)}`;
    // Below the margin nothing may be written without a page being added for it.
    pdf.page.margins.bottom = 0;
    pdf
      .fontSize(8)
      .text(text, MARGIN, BOTTOM + 16, { width: WIDTH, align: 'right', lineBreak: false });
  }
}
