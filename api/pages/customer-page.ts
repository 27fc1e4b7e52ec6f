/**
 * The page behind a customer's link: the order as it is now, and what may be answered. Pure: it is given the
 * order and a message, and makes HTML; it shows neither phone nor e-mail.
 */
import type { PersonalData } from '../../database/orders/personal';
import { momentText } from '../../domain/messages/catalogue';
import { addressText } from '../../domain/messages/address-text';
import { moneyText, placeText, sumTexts } from '../../domain/messages/letter';
import type { Addressee } from '../../domain/messages/letter';
import type { Order } from '../../domain/order/order';
import { isPrepaymentOpen } from '../../domain/order/money/prepayment-open';
import { prepaymentOwed } from '../../domain/order/money/totals';
import { wantedLines } from '../../domain/order/wish';
import type { Terms } from '../../domain/policy/policy';
import { CUSTOMER_WORDS } from './customer-words';
import type { CustomerWords } from './customer-words';
import { html, Html } from './html';
import { parcelsText } from './parcels-of-customer';

export interface CustomerView {
  readonly order: Order;
  readonly personal: ReadonlyMap<string, PersonalData>;
  readonly shop: string;
  readonly terms: Terms;
  /** Where the customer fetches it; null where it is brought. */
  readonly point: Addressee['point'];
  /** What happened to the answer just given; null for a mere visit. */
  readonly said: keyof CustomerWords['said'] | null;
  /** Makes a form sent twice count once. */
  readonly once: string;
}

const NOTHING = new Html('');

/** The whole page. */
export function customerPage(view: CustomerView): {
  readonly locale: string;
  readonly title: string;
  readonly body: Html;
} {
  const { order, shop } = view;
  const { locale } = order.wish.contact;
  const words = CUSTOMER_WORDS[locale];
  const title = `${shop}: ${words.order} ${order.number}`;
  const body = html`<p>${shop}</p>
    <h1>${words.order} ${order.number}</h1>
    ${noteOf(view, words)} ${goodsTable(view, words)} ${deliveryText(view, words)}
    ${parcelsText({ ...view, address: addressOf(view) }, words)} ${formsOf(view, words)}`;
  return { locale, title, body };
}

/** What there is to say at the top: what became of the answer, else where the order stands. */
function noteOf({ order, said }: CustomerView, words: CustomerWords): Html {
  const standing =
    order.closed || order.closing ? 'closed' : order.deliveredAt ? 'delivered' : null;
  const agreed = order.agreement ? 'alreadyConfirmed' : null;
  const which = said ?? standing ?? agreed;
  if (which === null) return NOTHING;
  const isWarning = ['newer', 'notNow', 'closed', 'sorry'].includes(which);
  return html`<p class="${isWarning ? 'note warn' : 'note'}" role="status">
    ${words.said[which]}
  </p>`;
}

function goodsTable({ order }: CustomerView, words: CustomerWords): Html {
  const { wish } = order;
  const { locale } = wish.contact;
  const money = (amount: number) => moneyText(amount, wish.currency, locale);
  const lines = wantedLines(wish).map((line) => {
    const details = Object.values(line.attributes).join(', ');
    const title = details === '' ? line.title : `${line.title} (${details})`;
    return html`<tr>
      <td>${title}</td>
      <td class="sum">${line.quantity} × ${money(line.price)}</td>
      <td class="sum">${money(line.price * line.quantity)}</td>
    </tr>`;
  });
  const row = ({ name, value }: { readonly name: string; readonly value: string }) =>
    html`<tr>
      <th colspan="2" scope="row">${name}</th>
      <td class="sum">${value}</td>
    </tr>`;
  const first = isPrepaymentOpen(order)
    ? [{ name: words.payFirst, value: money(prepaymentOwed(order)) }]
    : [];
  const sums = [...sumTexts(order), ...first].map(row);
  return html`<table>
    <caption>
      ${words.goods}
    </caption>
    ${lines}${sums}
  </table>`;
}

function addressOf({ order, personal }: CustomerView): Readonly<Record<string, unknown>> {
  const { addressId } = order.wish.delivery;
  const data = addressId === null ? undefined : personal.get(addressId);
  return data?.kind === 'address' ? data.address : {};
}

function deliveryText(view: CustomerView, words: CustomerWords): Html {
  const { order, point } = view;
  const { delivery, contact } = order.wish;
  const { window, method, pickupPointId } = delivery;
  const address = addressOf(view);
  const where = addressText(address, contact.locale);
  const fetchedAt = point ? placeText(order, { point, address }) : (pickupPointId ?? '');
  const place = where === '' ? fetchedAt : where;
  const when =
    window === null
      ? ''
      : `${momentText(window.from, contact.zone)} – ${momentText(window.to, contact.zone)}`;
  return html`<p>${words.how}: ${words.methods[method] ?? method}</p>
    ${place === '' ? NOTHING : html`<p>${words.where}: ${place}</p>`}
    ${when === '' ? NOTHING : html`<p>${words.when}: ${when} (${contact.zone})</p>`}`;
}

function formsOf(view: CustomerView, words: CustomerWords): readonly Html[] {
  const { order } = view;
  if (order.closed || order.closing || order.deliveredAt) return [];
  const change = formOf(view, {
    answer: 'change',
    button: words.change,
    isMain: false,
    fields: html`<label
      >${words.changeWhat}<textarea name="note" rows="3" maxlength="2000" required></textarea>
    </label>`,
  });
  if (order.check.askedAt !== null) {
    return [
      html`<h2>${words.askReceived}</h2>`,
      formOf(view, { answer: 'received', button: words.received, isMain: true, fields: NOTHING }),
      formOf(view, {
        answer: 'not_received',
        button: words.notReceived,
        isMain: false,
        fields: NOTHING,
      }),
    ];
  }
  if (order.agreement) return [change];
  const options = Object.entries(words.reasons).map(
    ([code, text]) => html`<option value="${code}">${text}</option>`,
  );
  const decline = formOf(view, {
    answer: 'decline',
    button: words.decline,
    isMain: false,
    fields: html`<label
      >${words.declineWhy}<select name="reason">
        ${options}
      </select></label
    >`,
  });
  const confirm = { answer: 'confirm', button: words.confirm, isMain: true, fields: NOTHING };
  return [formOf(view, confirm), change, decline];
}

function formOf(
  { order, once }: CustomerView,
  form: {
    readonly answer: string;
    readonly button: string;
    readonly isMain: boolean;
    readonly fields: Html;
  },
): Html {
  return html`<form method="post">
    <input type="hidden" name="answer" value="${form.answer}" />
    <input type="hidden" name="version" value="${order.wish.version}" />
    <input type="hidden" name="once" value="${once}" />
    ${form.fields}
    <button type="submit" class="${form.isMain ? 'main' : 'other'}">${form.button}</button>
  </form>`;
}
