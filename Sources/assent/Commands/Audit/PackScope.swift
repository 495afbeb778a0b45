internal import Audit
internal import EvidencePack
internal import Primitives
internal import Reporting

/// What a pack says it was asked, read from its `audit.json`: claims, until it is derived again.
struct PackScope {
  let standpoint: ObjectID
  let tip: ObjectID
  let trustRoot: ObjectID
  let engine: AuditScope.Engine
  /// How many clones of code were given.
  let code: Int
  /// What verdicts call the trunk.
  let trunk: String?
  private let scope: JSONValue
  private let asked: JSONValue
  private let from: CivilDate
  private let until: CivilDate
  private let basis: AuditPeriod.Basis
  private let now: Instant

  init(_ bytes: [UInt8]) throws {
    let audit: JSONValue
    do throws(JSONReader.Fault) { audit = try JSONReader.read(Self.head(bytes)) } catch {
      throw Self.failure("audit.json is no JSON: \(error.reason)")
    }
    guard audit["schema"].text == "assent/audit/1" else {
      throw Self.failure("audit.json is not assent/audit/1")
    }
    (scope, asked) = (audit["scope"], audit["inputs"])
    let period = scope["period"]
    guard let standpoint = scope["standpoint"].text.flatMap({ ObjectID($0) }),
      let tip = scope["tip"].text.flatMap({ ObjectID($0) }),
      let trustRoot = scope["trust-root"].text.flatMap({ ObjectID($0) }),
      let name = scope["engine"]["name"].text, let now = scope["now"].text,
      let from = period["from"].text.flatMap({ CivilDate($0) }),
      let until = period["until"].text.flatMap({ CivilDate($0) }),
      let basis = period["by"].text.flatMap({ AuditPeriod.Basis(rawValue: $0) }),
      let clock = Instant(rfc3339: now)
    else { throw Self.failure("its scope does not say what was asked") }
    (self.standpoint, self.tip, self.trustRoot) = (standpoint, tip, trustRoot)
    (self.from, self.until, self.basis, self.now) = (from, until, basis, clock)
    engine = AuditScope.Engine(
      name: name, digest: scope["engine"]["digest"].text.flatMap { SHA256Digest($0) })
    trunk = scope["trunk"].text
    code = asked["code"].integer ?? 0
  }

  /// What stands before the counts, as an object of its own: the rest may be large, and is compared
  /// byte by byte. No text has a line feed in it, so that nothing can pass for that place.
  private static func head(_ bytes: [UInt8]) -> [UInt8] {
    let mark = Array(",\n\"counts\":".utf8)
    var place = bytes.startIndex
    while let found = bytes[place...].firstIndex(of: mark[0]) {
      if bytes[found...].starts(with: mark) {
        return Array(bytes[..<found]) + [UInt8(ascii: "}")]
      }
      place = found + 1
    }
    return bytes
  }

  /// The same question about a repository.
  ///
  /// - Parameters:
  ///   - trunk: the branch there; nil for that of its policy.
  ///   - pack: the folder of the pack; files that were given are read from it.
  ///   - files: what that folder holds, so that no name can lead out of it.
  func inputs(
    _ directory: String, trunk: String?, pack: String, files: Manifest, code: [String]
  ) throws -> AuditInputs {
    var place = PlaceOptions()
    place.directory = directory
    place.descendsFrom = nil
    place.trustRoot = scope["trust-root-given"].flag == true ? trustRoot.description : "first"
    place.trunk = trunk
    var inputs = AuditInputs(place, from: from, until: until, now: now)
    inputs.basis = basis
    inputs.at = asked["at"].text.flatMap { ObjectID($0)?.description }
    inputs.checkpoint = scope["checkpoint"]["commit"].text.flatMap { ObjectID($0)?.description }
    func path(_ name: JSONValue) throws -> String? {
      guard let name = name.text else { return nil }
      guard name.hasPrefix("inputs/"), files.digests[name] != nil else {
        throw Self.failure("it names \(PlainText.line(name)), which is not among its inputs")
      }
      return pack + "/" + name
    }
    inputs.deployments = try asked["deployments"].elements.compactMap(path)
    do {
      inputs.aliases = try FeedAliases(asked["aliases"].elements.compactMap(\.text))
    } catch {
      throw Self.failure("its names of feeds are none")
    }
    inputs.leavers = try path(asked["leavers"])
    inputs.settings = try asked["settings"].elements.compactMap(path)
    inputs.code = code
    inputs.seed = asked["seed"].text
    inputs.size = asked["size"].integer
    inputs.confidence = asked["confidence"].text
    inputs.tolerable = asked["tolerable"].text
    inputs.deviations = asked["deviations"].integer
    if let strata = asked["strata"].text {
      guard let known = Sampler.Stratification(rawValue: strata) else {
        throw Self.failure("it names \(PlainText.line(strata)), by which no sample is drawn")
      }
      inputs.strata = known
    }
    inputs.makesBundle = asked["bundle"].flag ?? true
    inputs.bundleSince = asked["bundle-since"].text.flatMap { ObjectID($0)?.description }
    inputs.tip = tip
    inputs.trunkReference = self.trunk
    inputs.engine = engine
    return inputs
  }

  private static func failure(_ message: String) -> Failure {
    Failure(
      "pack-unreadable", "the pack cannot be derived again: \(message)",
      hint: "take the pack as it was handed over", exitStatus: 3)
  }
}
