// Proves that every import rule catches a deliberately bad file and lets good files pass.
import { accomplices, badImports, goodImports, surroundings } from './bad-imports';
import { configuration, scratchRepository } from './scratch-repository';
import type { ScratchRepository } from './scratch-repository';

interface Cruise {
  summary: {
    violations: { from: string; to: string; rule: { name: string } }[];
    ruleSetUsed: { forbidden: { name: string; comment: string }[] };
  };
}

describe('the import rules', () => {
  let repository: ScratchRepository;
  let summary: Cruise['summary'];

  beforeAll(async () => {
    const bad = Object.fromEntries(badImports.map(({ path, text }) => [path, text]));
    repository = scratchRepository('imports', {
      ...surroundings,
      ...goodImports,
      ...accomplices,
      ...bad,
    });
    const config = configuration('.dependency-cruiser.cjs');
    const args = ['--config', config, '--output-type', 'json', '.'];
    const cruise = await repository.run('dependency-cruiser/bin/dependency-cruise.mjs', args);
    summary = (cruise as Cruise).summary;
  });

  afterAll(() => repository.remove());

  const brokenBy = (path: string) =>
    summary.violations.filter(({ from }) => from === path).map(({ rule }) => rule.name);

  test.each(badImports.map(({ rule, path }) => [rule, path]))(
    '%s: when %s is written, then it is refused',
    (rule, path) => {
      expect(brokenBy(path)).toContain(rule);
    },
  );

  test.each([...Object.keys(goodImports), ...Object.keys(surroundings)])(
    'when %s keeps to the table, then it passes',
    (path) => {
      expect(brokenBy(path)).toEqual([]);
    },
  );

  test('when a rule is added, then it has a bad file of its own and a sentence that says why', () => {
    const rules = summary.ruleSetUsed.forbidden;
    const proved = new Set(badImports.map(({ rule }) => rule));

    expect(rules.map(({ name }) => name).filter((name) => !proved.has(name))).toEqual([]);
    expect(rules.filter(({ comment }) => !/^[A-Zm].+\.$/.test(comment))).toEqual([]);
  });
});
