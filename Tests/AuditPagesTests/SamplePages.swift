import Audit

/// What the pages show beside the report.
enum SamplePages {
  static let standards = [
    StandardControl(
      standard: "NIST SP 800-53 Rev. 5", control: "CM-3(2)",
      asks: "Changes are tested before they are finalised.", tests: [.t8, .t9],
      places: ["tests.html#T8", "exceptions.html", "changes/<ID>.html"],
      limits: "How the test environment compares with production."),
    StandardControl(
      standard: "SOC 2", control: "CC8.1", asks: "Changes are authorised, tested and approved.",
      tests: [.t4, .t5, .t7], places: ["index.html", "population.csv"], limits: nil),
  ]
}
