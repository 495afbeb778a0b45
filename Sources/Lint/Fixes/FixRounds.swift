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

  /// One round: all fixes at once, or else those that are safe alone; nil if none is.
  private static func step(_ text: [UInt8], _ fixes: [Fix]) -> FixedText? {
    guard !fixes.isEmpty else { return nil }
    let before = YAMLReader.read(text, path: "").root
    if let next = made(fixes, in: text, before) { return next }
    let safe = fixes.filter { made([$0], in: text, before) != nil }
    return made(safe, in: text, before) ?? safe.first.flatMap { made([$0], in: text, before) }
  }

  /// The text with fixes made; nil if that changes nothing, or what they are not about.
  private static func made(_ fixes: [Fix], in text: [UInt8], _ before: Node?) -> FixedText? {
    let next = FixedText(text, fixes: fixes)
    guard next.bytes != text else { return nil }
    let after = YAMLReader.read(next.bytes, path: "").root
    return FixGuard.holds(before: before, after: after, next.made) ? next : nil
  }

  /// Each once, in order: several findings may share one.
  private static func uniqued(_ fixes: [Fix]) -> [Fix] {
    var seen: Set<Fix> = []
    return fixes.filter { seen.insert($0).inserted }
  }
}
