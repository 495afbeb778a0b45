/// How the pages look: quiet, printable, in light and dark; colours meet WCAG AA on their ground.
enum StyleSheet {
  /// Colours, type and the frame.
  static let base: StaticString = #"""
    :root {
      color-scheme: light dark;
      --ground: #ffffff; --panel: #f5f6f8; --line: #d5d9e0; --strong-line: #8a93a3;
      --ink: #1b2330; --soft: #4c5667; --link: #0b4f9e; --focus: #b45309;
      --good: #17663a; --bad: #a61b1b; --open: #7a4a00; --none: #566072;
      --bad-ground: #fdf3f2; --bad-line: #d98c86;
      --series-1: #3b6ea8; --series-2: #8a6d1f; --series-3: #a61b1b;
      --series-4: #2f7d6b; --series-5: #7a4f9a; --series-6: #5b6472;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #14181f; --panel: #1c222b; --line: #363f4c; --strong-line: #7c8797;
        --ink: #e6eaf0; --soft: #b2bbc8; --link: #8fbdf5; --focus: #f5b14c;
        --good: #6fcf97; --bad: #ff9a92; --open: #f0c060; --none: #aab4c2;
        --bad-ground: #2b1c1d; --bad-line: #8a4a46;
        --series-1: #7fb0e6; --series-2: #d8b95a; --series-3: #ff9a92;
        --series-4: #74cbb6; --series-5: #c3a0e0; --series-6: #aab4c2;
      }
    }
    * { box-sizing: border-box; }
    html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans",
      "Liberation Sans", Arial, sans-serif; scroll-padding-top: 1rem; }
    body { margin: 0; background: var(--ground); color: var(--ink); font-size: .9375rem; }
    a { color: var(--link); text-underline-offset: .15em; }
    a:hover { text-decoration-thickness: 2px; }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    main:focus { outline: none; }
    .skip { position: absolute; left: -100vw; background: var(--ground); padding: .5rem 1rem;
      z-index: 1; }
    .skip:focus { left: .5rem; top: .5rem; }
    .top { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline;
      padding: .75rem 2rem; border-bottom: 1px solid var(--line); }
    .top p { margin: 0; }
    .brand { font-weight: 650; }
    .brand a { color: inherit; text-decoration: none; }
    .brand a:hover { text-decoration: underline; }
    .period { color: var(--soft); font-variant-numeric: tabular-nums; }
    .paper { display: none; }
    .frame { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 2rem;
      max-width: 100rem; padding: 0 2rem; }
    .pages { padding: 1.25rem 0; }
    .pages p { margin: 1rem 0 .25rem; font-size: .75rem; font-weight: 650; letter-spacing: .04em;
      text-transform: uppercase; color: var(--soft); }
    .pages p:first-child { margin-top: 0; }
    .pages ul { list-style: none; margin: 0; padding: 0; }
    .pages a { display: block; padding: .2rem .75rem; margin-left: -.75rem; color: inherit;
      text-decoration: none; border-left: 3px solid transparent; }
    .pages a:hover { text-decoration: underline; }
    .pages a[aria-current] { border-left-color: var(--link); background: var(--panel);
      font-weight: 650; }
    main { padding: 1.25rem 0 3rem; }
    h1 { font-size: 1.625rem; line-height: 1.2; margin: 0 0 .25rem; font-weight: 650; }
    h2 { font-size: 1.1875rem; line-height: 1.3; margin: 2.25rem 0 .5rem; font-weight: 650; }
    h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; font-weight: 650; }
    p, li, dd { max-width: 75ch; }
    p { margin: .5rem 0; }
    .lead { color: var(--soft); margin-top: 0; }
    h1, h2, h3, p, li, dd { overflow-wrap: anywhere; }
    footer { border-top: 1px solid var(--line); padding: .75rem 2rem; color: var(--soft);
      font-size: .8125rem; }
    footer p { max-width: none; }
    @media screen and (max-width: 60rem) {
      .frame { display: block; padding: 0 1rem; }
      .top, footer { padding-left: 1rem; padding-right: 1rem; }
      .pages { columns: 2; padding: .5rem 0; }
    }
    """#

  /// Tables, marks, tiles and lists.
  static let parts: StaticString = #"""
    .scroll { overflow-x: auto; margin: .75rem 0 1.5rem; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums;
      font-size: .875rem; }
    caption { text-align: left; color: var(--soft); padding: 0 0 .375rem; }
    th, td { text-align: left; vertical-align: top; padding: .375rem .625rem .375rem 0;
      border-bottom: 1px solid var(--line); font-weight: 400; overflow-wrap: break-word; }
    th.wide { min-width: 10rem; }
    .word { overflow-wrap: anywhere; }
    td.wide { overflow-wrap: anywhere; }
    td time { white-space: normal; display: inline-block; min-width: 6em; }
    .unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px;
      overflow: hidden; white-space: nowrap; }
    thead th { border-bottom: 2px solid var(--strong-line); font-weight: 650;
      font-size: .8125rem; vertical-align: bottom; overflow-wrap: normal; }
    th.number, td.number { text-align: right; overflow-wrap: normal; }
    tr:target > *, :target > h2, :target > h3, h2:target, h3:target { background: var(--panel); }
    th button { font: inherit; color: inherit; background: none; border: 0; padding: 0;
      cursor: pointer; text-align: inherit; text-decoration: underline dotted;
      text-underline-offset: .2em; }
    th[aria-sort=ascending] button::after { content: "\a0\2191"; }
    th[aria-sort=descending] button::after { content: "\a0\2193"; }
    .filter { margin: .5rem 0; }
    .filter input { font: inherit; color: inherit; background: var(--ground); padding: .25rem .5rem;
      border: 1px solid var(--strong-line); border-radius: 3px; width: 20rem; max-width: 100%; }
    .filter output { margin-left: .75rem; color: var(--soft); }
    .id, time, .commit { white-space: nowrap; }
    .id { font-weight: 650; }
    a.id { display: inline-block; min-height: 24px; line-height: 24px; }
    code, pre, kbd { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas,
      "Liberation Mono", monospace; font-size: .875em; }
    pre { background: var(--panel); border: 1px solid var(--line); padding: .75rem 1rem;
      white-space: pre-wrap; line-height: 1.45; }
    pre, code.long { overflow-wrap: anywhere; }
    .rest { display: none; }
    .source { color: var(--soft); font-size: .8125rem; }
    .soft { color: var(--soft); }
    .mark { white-space: nowrap; font-weight: 650; }
    .mark::before { content: ""; display: inline-block; width: .65em; height: .65em;
      margin-right: .4em; background: currentcolor; print-color-adjust: exact;
      -webkit-print-color-adjust: exact; }
    .good { color: var(--good); }
    .good::before { border-radius: 50%; }
    .bad { color: var(--bad); }
    .bad::before { clip-path: polygon(50% 0, 100% 100%, 0 100%); }
    .open { color: var(--open); }
    .open::before { background: none; border: .15em solid currentcolor; border-radius: 50%; }
    .none { color: var(--none); font-weight: 400; }
    .none::before { height: .15em; vertical-align: .25em; }
    .tiles { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 1px;
      background: var(--line); border: 1px solid var(--line); margin: 1rem 0; padding: 0; }
    .tiles > div { background: var(--ground); padding: .75rem 1rem; display: grid;
      grid-row: span 3; grid-template-rows: subgrid; gap: 0; }
    .tiles dt { color: var(--soft); font-size: .8125rem; line-height: 1.35; }
    .tiles dd { margin: 0; font-size: 1.75rem; font-weight: 650; line-height: 1.2;
      font-variant-numeric: tabular-nums; }
    .tiles dd + dd { font-size: .8125rem; font-weight: 400; color: var(--soft); line-height: 1.4; }
    .verdict { border-left: 4px solid currentcolor; padding: .25rem 0 .25rem .875rem;
      font-size: 1.0625rem; font-weight: 650; margin: .75rem 0; max-width: none; }
    .verdict::before { content: none; }
    .wrong { border: 1px solid var(--bad-line); background: var(--bad-ground);
      padding: .75rem 1.25rem; margin: 1rem 0; }
    .wrong h2 { margin: 0 0 .25rem; }
    .wrong ol { list-style: none; margin: 0; padding: 0; }
    .wrong li { padding: .3rem 0; max-width: none; border-top: 1px solid var(--line); }
    .wrong li:first-child { border-top: 0; }
    .wrong p { margin: .25rem 0 0; }
    .facts { display: grid; grid-template-columns: minmax(9rem, max-content) minmax(0, 1fr);
      gap: .25rem 1.5rem; margin: .75rem 0 1.5rem; }
    .facts dt { color: var(--soft); }
    .facts dd { margin: 0; }
    .contents ul { columns: 3 16rem; padding-left: 1.25rem; margin: .5rem 0; }
    .pager { display: flex; gap: 1.5rem; flex-wrap: wrap; }
    td.self { background: var(--panel); }
    .lanes { margin: 1rem 0; overflow-x: auto; }
    .lanes text { fill: var(--ink); font-size: 13px; }
    .lanes .agreed { fill: var(--series-1); }
    .lanes .unagreed { fill: var(--ground); stroke: var(--bad); stroke-width: 2;
      stroke-dasharray: 6 3; }
    details { margin: .5rem 0; }
    summary { cursor: pointer; }
    [hidden] { display: none !important; }
    @media screen and (max-width: 60rem) {
      .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .facts { grid-template-columns: 1fr; }
    }
    @media (forced-colors: active) {
      .mark::before { forced-color-adjust: none; }
    }
    """#

  /// On paper: no navigation, whole hashes, every fold open, its own head.
  static let paper: StaticString = #"""
    @page { size: auto; margin: 18mm 14mm 16mm; }
    @page { @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
    @media print {
      :root {
        color-scheme: light;
        --ground: #ffffff; --panel: #f5f6f8; --line: #d5d9e0; --strong-line: #8a93a3;
        --ink: #000000; --soft: #3c4554; --link: #000000;
        --good: #17663a; --bad: #a61b1b; --open: #7a4a00; --none: #566072;
        --bad-ground: #ffffff; --bad-line: #a61b1b;
        --series-1: #3b6ea8; --series-2: #8a6d1f; --series-3: #a61b1b;
        --series-4: #2f7d6b; --series-5: #7a4f9a; --series-6: #5b6472;
      }
      body { font-size: 9pt; line-height: 1.35; }
      .pages, .skip, .filter, .pager, th button::after { display: none !important; }
      .frame { display: block; padding: 0; max-width: none; }
      .top, footer { padding: 0 0 4pt; }
      .top { display: block; margin-bottom: 6pt; }
      .paper { display: block; font-size: 8pt; }
      main { padding: 0; }
      h1 { font-size: 15pt; }
      h2 { font-size: 12pt; margin-top: 12pt; }
      h1, h2, h3, caption { break-after: avoid; }
      tr, li, .tiles > div, .wrong, svg { break-inside: avoid; }
      thead { display: table-header-group; }
      .scroll, pre { overflow: visible; }
      pre { white-space: pre-wrap; }
      .commit, time { white-space: normal; }
      a.id { min-height: 0; line-height: inherit; }
      .rest { display: inline; }
      code.commit { font-size: 7pt; overflow-wrap: anywhere; }
      table { font-size: 8pt; }
      thead th { font-size: 7.5pt; }
      td, th { padding: 2pt 6pt 2pt 0; }
      th button { text-decoration: none; }
      footer { font-size: 8pt; }
      .tiles dd { font-size: 15pt; }
      .tiles dd + dd, .tiles dt { font-size: 7.5pt; }
      p, li, dd { max-width: none; }
      details::details-content { content-visibility: visible; block-size: auto; }
      details > summary { list-style: none; }
      a { text-decoration: none; }
    }
    """#
}
