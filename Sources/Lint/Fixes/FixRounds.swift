package import Diagnostics
internal import YAMLTree

/// Makes the fixes of one text until nothing is left to fix.
///
/// Fixes after which the text would say anything else, outside of what they are about, are not
/// made.
package struct FixRounds: Sendable {
  /// One fix may bring another to light; more often than this nothing does.
  private static let most = 10

  package private(set) var bytes: [UInt8]
  /// What was done, in order.
  package private(set) var titles: [String] = []

  /// - Parameter findings: what is wrong with such a text.
  package init(_ bytes: [UInt8], findings: ([UInt8]) -> [Finding]) {
    self.bytes = bytes
    for _ in 0..<Self.most {
      guard let next = Self.step(self.bytes, Self.uniqued(findings(self.bytes).compactMap(\.fix)))
      else { return }
      self.bytes = next.bytes
      titles += next.made.map(\.title)
    }
  }

  /// One round: all fixes at once, or else the first that is safe alone; nil if none is.
  private static func step(_ text: [UInt8], _ fixes: [Fix]) -> FixedText? {
    guard !fixes.isEmpty else { return nil }
    let before = YAMLReader.read(text, path: "").root
    for chosen in [fixes] + fixes.map({ [$0] }) {
      let next = FixedText(text, fixes: chosen)
      guard next.bytes != text else { continue }
      let after = YAMLReader.read(next.bytes, path: "").root
      if FixGuard.holds(before: before, after: after, next.made) { return next }
    }
    return nil
  }

  /// Each once, in order: several findings may share one.
  private static func uniqued(_ fixes: [Fix]) -> [Fix] {
    var seen: Set<Fix> = []
    return fixes.filter { seen.insert($0).inserted }
  }
}
