import { renderTemplate, TemplateFailure } from '../../gateways/liquid';

const failure = (
  template: string,
  data: Record<string, unknown> = {},
  html = false,
): TemplateFailure => {
  try {
    renderTemplate(template, data, { html });
  } catch (error) {
    if (error instanceof TemplateFailure) return error;
    throw error;
  }
  throw new Error('The template was filled.');
};

describe('filling a template', () => {
  test('when all it names is there, then it is filled', () => {
    const template =
      'Заказ {{ order.number }}: {% for line in order.lines %}{{ line }};{% endfor %}';
    const order = { number: '17', lines: ['платье', 'пояс'] };
    expect(renderTemplate(template, { order })).toBe('Заказ 17: платье;пояс;');
  });

  test('when it is HTML, then what a customer wrote cannot become markup; when it is plain text, then it stays', () => {
    const data = { note: '<script>"1" & \'2\'</script>' };
    expect(renderTemplate('{{ note }}', data, { html: true })).toBe(
      '&lt;script&gt;&#34;1&#34; &amp; &#39;2&#39;&lt;/script&gt;',
    );
    expect(renderTemplate('{{ note }}', data)).toBe(data.note);
  });

  test('when what a customer wrote looks like a template, then it is not run', () => {
    expect(renderTemplate('{{ note }}', { note: '{{ secret }}', secret: 'x' })).toBe(
      '{{ secret }}',
    );
  });

  test('when a date is written, then the zone of the machine plays no part', () => {
    const template = '{{ "2026-11-22T00:30:00Z" | date: "%d %H:%M" }}';
    expect(renderTemplate(template, {})).toBe('22 00:30');
  });
});

describe('a template that fails', () => {
  test.each([
    ['a variable that is not there', 'Привет,\n {{ customer.name }}', 'line 2, column 5'],
    ['a field that only JavaScript has', '{{ order.constructor }}', 'line 1, column 4'],
    ['an unclosed bracket', 'a\nb {{ order', 'line 2, column 3'],
    ['a filter that is not there', '{{ order | shout }}', 'line 1, column 1'],
    ['a tag that is not there', '{% shout %}', 'line 1, column 1'],
    ['another file', '{% include "/etc/passwd" %}', 'line 1, column 1'],
    ['another template', '{% render "order" %}', 'line 1, column 1'],
    [
      'another file where it is not reached',
      '{% if false %}{% include "x" %}{% endif %}',
      'line 1',
    ],
    ['a layout', '{% layout "order" %}', 'line 1, column 1'],
  ])('when it asks for %s, then it fails and says where', (_what, template, place) => {
    for (const html of [true, false]) {
      expect(failure(template, { order: {} }, html).message).toContain(`at ${place}`);
    }
  });

  test.each([
    ['runs for ever', '{% for i in (1..100000000) %}{{ i }}{% endfor %}'],
    [
      'grows for ever',
      '{% assign x = "xxxxxxxx" %}{% for i in (1..40) %}{% assign x = x | append: x %}{% endfor %}',
    ],
    ['is too long', 'x'.repeat(100_001)],
    ['gives too much', '{% for i in (1..90) %}{{ text }}{% endfor %}'],
  ])('when it %s, then it fails soon', (_what, template) => {
    const begun = Date.now();
    expect(failure(template, { text: 'x'.repeat(5_000) }).name).toBe('TemplateFailure');
    expect(Date.now() - begun).toBeLessThan(3_000);
  });

  test.each([
    '{{ canary[canary] }}',
    '{{ order[canary] }}',
    '{{ canary | date: canary | shout }}',
    '{{ canary | slice: canary }}{{ missing }}',
    '{% for i in (1..canary) %}{% endfor %}{{ missing }}',
    '{% include canary %}',
  ])(
    'when it fails on personal data (%s), then nothing of the data is in the error',
    (template) => {
      const error = failure(template, { canary: 'CANARY', order: {} });
      expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain(
        'CANARY',
      );
      expect(error.cause).toBeUndefined();
      expect(error.retryable).toBe(false);
    },
  );
});
