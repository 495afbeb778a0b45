/// The map to standards as a page of the documentation, in Markdown.
package enum StandardsDocument {
  package static var text: String {
    var text = """
      # Standards, and where an audit answers them

      This page is generated from the map that evidence packs carry as `standards.html`. It says for
      each control, in our words, what it asks for, which tests of [audit-tests.md](audit-tests.md)
      answer it, where a pack shows that, and what lies outside Git and has to be asked elsewhere.
      It helps assessors to find things. It is no opinion: whether a control is met is theirs to say,
      and the text of a standard is what counts.

      """
    var standard: String?
    for control in StandardControl.all {
      if control.standard != standard {
        text += """

          ## \(control.standard)

          | control | asks for | tests | where in the pack | what the pack cannot show |
          | --- | --- | --- | --- | --- |

          """
        standard = control.standard
      }
      text += row(control)
    }
    return text
  }

  private static func row(_ control: StandardControl) -> String {
    let tests =
      control.tests == ControlTest.allCases
      ? "T1 to T18" : control.tests.map(\.rawValue).joined(separator: ", ")
    let places = control.places.map { "`\($0)`" }.joined(separator: ", ")
    return "| \(control.control) | \(control.asks) | \(tests) | \(places) | "
      + "\(control.limits ?? "–") |\n"
  }
}
