/**
 * The shape of what machines, parties and the engine say to an order. Shape only; never imported by workflows.
 */
import { z } from 'zod';
import { trackingAnswer } from '../delivery/delivery-schemas';
import { instant } from './instant-schemas';
import {
  actor,
  closingReason,
  code,
  count,
  id,
  lineId,
  noteId,
  slug,
  version,
} from './shape-schemas';
import { VOICE_ENDS, VOICE_KEYS } from '../voice/voice-outcome';

/** Facts that are heard through the inbox, results of effects, and the engine's own words. */
export const machines = {
  place: z.strictObject({ placed: z.custom<object>((value) => typeof value === 'object') }),
  answerInstruction: z.strictObject({
    instructionId: id,
    /** The instruction, or what the message was that is named. */
    to: z.enum(['instruction', 'revision', 'call_off']).optional(),
    answer: z.enum(['accepted', 'refused', 'done']),
    wishVersion: version.optional(),
    /** The id of the message it answers. */
    message: id.optional(),
    tracking: z.string().min(1).max(100).nullable().default(null),
    reason: z
      .enum(['already_packed', 'already_handed_over', 'out_of_stock', 'cannot_in_time', 'other'])
      .nullable()
      .default(null),
    /** Lines a refusal is about, such as those that cannot be found; all where none is named. */
    lineIds: z.array(lineId).max(500).optional(),
    expectedAt: instant.nullable().default(null),
    noteId,
    actor,
  }),
  reportParcel: z.strictObject({
    parcelId: id,
    status: z.string().min(1).max(60),
    at: instant.nullable().default(null),
    reason: slug.nullable().default(null),
    noteId,
    tracking: z.string().min(1).max(100).nullable().default(null),
    expectedAt: instant.nullable().default(null),
    lines: z
      .array(z.strictObject({ lineId, accepted: count, refused: count }))
      .max(500)
      .default([]),
    actor,
  }),
  /** A party's answer to a quick question about the order. */
  hearAnswer: z.strictObject({ questionId: id, party: id, noteId: id, actor }),
  /** A courier's wish: kept, and asked of the dispatcher. */
  courierAsks: z.strictObject({
    parcelId: id,
    wish: z.enum(['cancel', 'change_sum', 'other']),
    noteId,
    actor,
  }),
  customerAnswers: z.strictObject({
    answer: z.enum(['confirm', 'decline', 'change', 'received', 'not_received']),
    version: version.optional(),
    reason: closingReason.nullable().default(null),
    noteId,
  }),
  messageResult: z.strictObject({
    messageId: id,
    attempt: count,
    outcome: z.enum(['accepted', 'refused', 'repeat', 'unknown', 'withdrawn']),
    code: code.nullable().default(null),
    providerId: z.string().max(200).nullable().default(null),
    retryAfterSeconds: count.nullable().default(null),
  }),
  /** What became of one try to tell a party by its channel. */
  tellingResult: z.strictObject({
    instructionId: id,
    number: version,
    attempt: count,
    channel: code,
    outcome: z.enum(['delivered', 'again', 'refused', 'unknown', 'withdrawn', 'bounced']),
    code: code.nullable().default(null),
    retryAfterSeconds: count.nullable().default(null),
  }),
  providerAnswer: z.strictObject({
    messageId: id,
    found: z.enum(['accepted', 'no', 'cannot_tell', 'withdrawn']),
    providerId: z.string().max(200).nullable().default(null),
  }),
  messageReport: z.strictObject({
    messageId: id,
    purpose: code,
    version: count,
    channel: z.enum(['sms', 'email', 'voice']),
    state: z.enum(['accepted', 'failed']),
    code: code.nullable().default(null),
    providerId: z.string().max(200).nullable().default(null),
  }),
  /** A key pressed in the voice menu, and the version of the order that was read out. */
  voiceKey: z.strictObject({ messageId: id, key: z.enum(VOICE_KEYS), version }),
  /** A call by the voice menu ended without a key. */
  voiceEnd: z.strictObject({ messageId: id, outcome: z.enum(VOICE_ENDS) }),
  effectLost: z.strictObject({ key: z.string().min(1).max(200), attempt: count }),
  trackingAnswer,
  goodsFreed: z.strictObject({ sku: z.string().min(1).max(100) }),
  goodsSetAside: z.strictObject({
    lineId,
    sku: z.string().min(1).max(100),
    place: id,
    quantity: z.int().min(1).max(1_000_000),
  }),
  due: z.strictObject({ key: z.string().min(1).max(200) }),
  start: z.strictObject({}),
  cancelAsked: z.strictObject({}),
  engineStuck: z.strictObject({ why: code }),
} as const;
