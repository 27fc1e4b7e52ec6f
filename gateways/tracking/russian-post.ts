// The tracking service of the Russian Post: SOAP 1.2, one request with the number, the whole story in the answer.
// The only file that knows its envelope; the meaning of its operations is a table beside.
import axios from 'axios';
import { providerCall } from '../provider-call';
import { russianPostWord } from './russian-post-words';
import type { Tracked, TrackedWord, TrackingGateway } from './tracking';

export interface RussianPostSettings {
  readonly login: string;
  readonly password: string;
  /** Another place that speaks its API; absent for the post itself. */
  readonly baseUrl?: string | undefined;
}

const BASE_URL = 'https://tracking.russianpost.ru';
/** A story of a thousand operations fits easily. */
const MOST_BYTES = 2_000_000;
const MOST_WORDS = 200;

/** Asks the post; without settings it can never be asked. */
export function russianPost(settings: RussianPostSettings | undefined): TrackingGateway {
  return {
    track: async (number) => {
      if (!settings) return { found: 'unreachable', code: 'not_set_up' };
      const answer = await providerCall(async ({ agents, milliseconds }) =>
        axios.post<string>(`${settings.baseUrl ?? BASE_URL}/rtm34`, envelope(settings, number), {
          headers: { 'Content-Type': 'application/soap+xml;charset=utf-8', Connection: 'close' },
          responseType: 'text',
          timeout: milliseconds,
          httpAgent: agents.http,
          httpsAgent: agents.https,
          proxy: false,
          maxRedirects: 0,
          maxContentLength: MOST_BYTES,
          validateStatus: () => true,
        }),
      );
      if ('kind' in answer) return { found: 'unreachable', code: answer.code ?? 'network' };
      if (answer.status !== 200) return { found: 'unreachable', code: `http_${answer.status}` };
      return read(answer.data);
    },
  };
}

const escaped = (text: string): string =>
  text.replace(/[<>&'"]/g, (char) => `&#${String(char.charCodeAt(0))};`);

function envelope({ login, password }: RussianPostSettings, number: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" xmlns:oper="http://russianpost.org/operationhistory" xmlns:data="http://russianpost.org/operationhistory/data" xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">
<soap:Header/><soap:Body><oper:getOperationHistory>
<data:OperationHistoryRequest><data:Barcode>${escaped(number)}</data:Barcode><data:MessageType>0</data:MessageType><data:Language>RUS</data:Language></data:OperationHistoryRequest>
<data:AuthorizationHeader soapenv:mustUnderstand="1"><data:login>${escaped(login)}</data:login><data:password>${escaped(password)}</data:password></data:AuthorizationHeader>
</oper:getOperationHistory></soap:Body></soap:Envelope>`;
}

/** What stands in the first element of a name, whatever prefix its namespace has here. */
function inside(xml: string, name: string): string | null {
  const found = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([\\s\\S]*?)</(?:\\w+:)?${name}>`).exec(
    xml,
  );
  return found?.[1] ?? null;
}

function wordIn(record: string): TrackedWord | null {
  const type = Number(inside(inside(record, 'OperType') ?? '', 'Id') ?? Number.NaN);
  const attribute = Number(inside(inside(record, 'OperAttr') ?? '', 'Id') ?? 0);
  const at = new Date(inside(record, 'OperDate') ?? '');
  if (!Number.isInteger(type) || Number.isNaN(at.getTime())) return null;
  return { status: russianPostWord(type, attribute), at: at.toISOString() };
}

function read(xml: unknown): Tracked {
  if (typeof xml !== 'string' || !/<(?:\w+:)?getOperationHistoryResponse[\s>]/.test(xml)) {
    return { found: 'unreachable', code: 'no_story' };
  }
  const records = xml.split(/<(?:\w+:)?historyRecord[\s>]/).slice(1);
  const words = records.flatMap((record) => wordIn(record) ?? []);
  const sorted = words.sort((one, other) => one.at.localeCompare(other.at)).slice(-MOST_WORDS);
  return sorted.length > 0 ? { found: 'words', words: sorted } : { found: 'nothing' };
}
