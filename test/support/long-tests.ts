/**
 * Whether tests that need minutes are told whole: `npm run soak`.
 */
export const isLongRun = process.env.ORDO_LONG_TESTS !== undefined;
