import { meaningOf } from '../../../domain/parties/carrier-codes';

test.each([
  ['10', { answer: 'accepted' }],
  ['11', { answer: 'refused' }],
  ['20', { status: 'handed_over' }],
  ['30', { status: 'in_transit' }],
  ['35', { status: 'at_pickup_point' }],
  ['40', { status: 'delivered' }],
  ['50', { status: 'attempt_failed' }],
  ['60', { status: 'returning' }],
  ['70', { status: 'returned' }],
  ['99', { status: 'lost' }],
  ['88', { unknown: 'metro-courier 88' }],
  ['constructor', { unknown: 'metro-courier constructor' }],
])('when Metro Courier says %s, then it means %j', (code, meaning) => {
  expect(meaningOf('metro-courier', code)).toEqual(meaning);
});
