/// The looks of the picture: light, and dark where the reader's system asks for it.
enum SVGStyle {
  /// The element `style` and the patterns that classes refer to.
  static let definitions = """
    <style>
    text{font-family:system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;font-size:11px;fill:#1f2328}
    .title{font-size:17px;font-weight:600}
    .id,.month{font-size:12px;font-weight:600}
    .soft{fill:#59636e}
    .urgent{fill:#a40e26}
    .label{paint-order:stroke;stroke:#ffffff;stroke-width:3px;stroke-linejoin:round}
    .paper{fill:#ffffff}
    .stripe{fill:#f6f8fa}
    .rest{fill:#8c959f;fill-opacity:.13}
    .holiday{fill:#8250df;fill-opacity:.16}
    .grid{stroke:#d1d9e0;stroke-width:1}
    .rule{stroke:#8c959f;stroke-width:1}
    .now{stroke:#cf222e;stroke-width:1.5;stroke-dasharray:5 3}
    .now-label{fill:#a40e26;font-weight:600}
    .window{fill:#2da44e;fill-opacity:.45}
    .freeze{fill:#0969da;fill-opacity:.55}
    .frozen{fill:url(#assent-freeze)}
    .freeze-line{stroke:#0969da;stroke-width:2.5;stroke-opacity:.35}
    .allowed{fill:#1a7f37}
    .awaiting{fill:#bf8700}
    .prevented{fill:#cf222e}
    .invalid{fill:#8250df}
    .over{fill:#8c959f}
    .conflict{fill:url(#assent-conflict);stroke:#1f2328;stroke-width:1}
    .conflict-line{stroke:#1f2328;stroke-width:2.5}
    .due{stroke:#57606a;stroke-width:2;stroke-dasharray:2 2}
    .latest{fill:#1f2328;stroke:#ffffff;stroke-width:1}
    .submit{fill:#ffffff;stroke:#1f2328;stroke-width:2}
    @media (prefers-color-scheme: dark){
    text{fill:#e6edf3}
    .soft{fill:#9198a1}
    .urgent,.now-label{fill:#ff7b72}
    .label{stroke:#0d1117}
    .paper{fill:#0d1117}
    .stripe{fill:#151b23}
    .grid{stroke:#2b333d}
    .now{stroke:#ff7b72}
    .window{fill:#3fb950}
    .freeze{fill:#58a6ff}
    .freeze-line{stroke:#58a6ff}
    .allowed{fill:#3fb950}
    .awaiting{fill:#d29922}
    .prevented{fill:#f85149}
    .invalid{fill:#a371f7}
    .conflict{stroke:#f0f6fc}
    .conflict-line{stroke:#f0f6fc}
    .due{stroke:#9198a1}
    .latest{fill:#f0f6fc;stroke:#0d1117}
    .submit{fill:#0d1117;stroke:#f0f6fc}
    }
    </style>
    <defs>
    <pattern id="assent-conflict" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="7" class="conflict-line"/></pattern>
    <pattern id="assent-freeze" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><line x1="0" y1="0" x2="0" y2="10" class="freeze-line"/></pattern>

    """
}
