package import Diagnostics
internal import Lint
package import Primitives
package import Records
internal import YAMLTree

/// What a policy that loads does wrong, sorted by place.
///
/// - Parameters:
///   - files: the bytes of its files by path, such as `policies/assent.yaml`, for places.
///   - now: whether a freeze is over, and which changes of the clocks are near, depends on it.
///   - zone: the rules of a time zone by its name; nil where the machine does not know it.
package func lintPolicy(
  _ policy: Policy, files: [String: [UInt8]], now: Instant,
  zone: (String) -> TimeZoneRules?
) -> [Finding] {
  let context = PolicyContext(policy: policy, now: now, zone: zone(policy.calendar.timeZone))
  let texts = PolicyTexts(files)
  var findings: [Finding] = []
  for rule in PolicyRule.all {
    for violation in rule.check(context) {
      guard
        let severity = Severities.severity(
          of: rule.name, level: violation.severity ?? rule.severity,
          canBeLowered: rule.canBeLowered, policy.lint.severities)
      else { continue }
      findings.append(
        Finding(
          rule: rule.name, severity: severity, message: violation.message,
          location: texts.location(of: violation.spot), advice: violation.advice,
          related: violation.related.map {
            Finding.Related(label: $0.label, location: texts.location(of: $0.spot))
          }))
    }
  }
  return findings.sorted(by: Order.isBefore)
}

/// The trees of a policy's files, which say where things stand.
package struct PolicyTexts {
  private let roots: [String: Node]

  /// Reads the files by their paths.
  package init(_ files: [String: [UInt8]]) {
    var roots: [String: Node] = [:]
    for (path, bytes) in files where path.hasSuffix(".yaml") {
      roots[path] = YAMLReader.read(bytes, path: path).root
    }
    self.roots = roots
  }

  /// Where a place stands, or the nearest above it that exists.
  package func location(of spot: PolicySpot) -> Location {
    guard let root = roots[spot.path] else { return Location(path: spot.path) }
    var place = spot.place
    while !place.steps.isEmpty {
      if let node = root.at(place) { return Location(path: spot.path, span: node.span) }
      place.steps.removeLast()
    }
    return Location(path: spot.path, span: root.span)
  }
}
