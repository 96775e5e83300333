/** What an implementation could put into any text that it sends, to be shown by every renderer as nothing but itself. */
export const hostileTexts: readonly string[] = [
  '\u001b[2J\u001b[1;32m✓ conformant\u001b[0m',
  '\u001b]0;title\u0007\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\',
  '\u009b31mC1 control sequence\u009c\u0090dcs',
  'line\n✓ conformant\n::error::forged\r\nover\rwritten\b\b\b\u007f\u0000',
  '::set-output name=x::1',
  '##[add-mask]x ##vso[task.setvariable variable=x]1 ##teamcity[buildStatus]',
  'abc\u202etxt.exe\u202c \u2066isolate\u2069 \u200e\u200f\u061c',
  'zero\u200bwidth\u200d\ufeff\u00ad\u2060 tag\u{e0041} separator\u2028\u2029',
  'lone \ud800 and \udc00, non-character \ufffe \uffff',
  ']]> <script>alert(1)</script> <!-- <![CDATA[ <?x ?>',
  '"/><testcase name="forged"/>\' &amp; &#0; &nbsp;',
  '</pre></code></details></summary><img src=x onerror=alert(1)>',
  '| a | b |\n|---|---|\n```\n# heading\n~~~ * _ - + > [x](javascript:alert(1)) ![i](u)',
  '`code` ``x`` \\` @octocat #1 GH-1 https://evil.example www.evil.example a@b.example :smile: $x$ [^1]',
  'x'.repeat(10_000),
  `${'😀'.repeat(400)}`,
]
