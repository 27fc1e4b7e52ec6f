/**
 * Quick questions to parties over HTTP, as they are asked, answered and shown.
 */
import { z } from 'zod';
import { QUESTION_STATES } from '../../domain/parties/question';
import { idField, instantIn, instantOut, pageSchema, shopField, skuField, text } from './fields';

const word = z.string().max(300);

/** Asked and answered in a breath: longer than this is a letter. */
const words = text(1_000);

export const questionBody = z
  .strictObject({
    shop: shopField.optional(),
    party: idField,
    sku: skuField.nullable().optional(),
    orderId: idField.nullable().optional(),
    text: words.meta({ description: 'What is asked; seen by whoever answers' }),
    until: instantIn.meta({
      description: 'Until when an answer is of use; later ones are kept and marked',
    }),
  })
  .meta({ id: 'QuestionBody' });

export const questionAnswerBody = z.strictObject({ text: words }).meta({ id: 'QuestionAnswer' });

export const questionState = z.enum(QUESTION_STATES);

export const questionOut = z
  .strictObject({
    id: word,
    shop: word,
    party: word,
    sku: word.nullable(),
    orderId: word.nullable(),
    text: z.string().max(1_000),
    state: questionState,
    askedBy: word,
    askedAt: instantOut,
    until: instantOut,
    answer: z
      .strictObject({ text: z.string().max(1_000), by: word, at: instantOut, late: z.boolean() })
      .nullable(),
    link: word.optional().meta({
      description:
        'For who asks and who may answer: a page on which the party answers without a key, to be sent to it in any chat',
    }),
  })
  .meta({ id: 'Question' });

export const questionPage = pageSchema(questionOut).meta({ id: 'QuestionPage' });
