/// A control of a standard, and where the pack shows what it asks for.
package struct StandardControl: Hashable, Sendable {
  /// Such as `NIST SP 800-53 Rev. 5`.
  package let standard: String
  /// Such as `CM-3(2)`.
  package let control: String
  package let asks: String
  package let tests: [ControlTest]
  /// Pages or files of the pack, such as `exceptions.html`.
  package let places: [String]
  /// What lies outside Git and the auditor has to ask elsewhere; nil if nothing does.
  package let limits: String?

  package init(
    standard: String, control: String, asks: String, tests: [ControlTest], places: [String],
    limits: String?
  ) {
    self.standard = standard
    self.control = control
    self.asks = asks
    self.tests = tests
    self.places = places
    self.limits = limits
  }
}
