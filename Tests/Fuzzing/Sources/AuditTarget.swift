import Audit
import EvidencePack

/// What an audit is given from outside, and the manifest of a pack.
enum AuditTarget {
  /// Reads a feed as CSV or JSON Lines; what is written of it is read as the same deployments.
  static func check(feed bytes: [UInt8]) {
    let feed = try? DeploymentFeed.read(bytes, name: "a")
    demand((try? DeploymentFeed.read(bytes, name: "a")) == feed, "two readings differ")
    guard let feed else { return }
    demand(feed.deployments.allSatisfy { $0.commit != nil || $0.digest != nil }, "deploys nothing")
    // A feed without rows is written as nothing, which is no feed.
    guard !feed.deployments.isEmpty else { return }
    let text = Array(feed.lines.utf8)
    guard let again = try? DeploymentFeed.read(text, name: "a") else {
      return demand(false, "what was written cannot be read: \(feed.lines)")
    }
    demand(again.deployments.count == feed.deployments.count, "a deployment is lost")
    demand(again.lines == feed.lines, "written twice it is another text")
  }

  /// Reads a staff list; nobody stands on it twice.
  static func check(staff bytes: [UInt8]) {
    let list = try? StaffList.read(bytes, name: "a")
    demand((try? StaffList.read(bytes, name: "a")) == list, "two readings differ")
    guard let list else { return }
    demand(!list.entries.isEmpty, "a list of nobody")
    demand(Set(list.entries.map(\.name)).count == list.entries.count, "somebody stands there twice")
  }

  /// Reads a snapshot of a forge's settings.
  static func check(settings bytes: [UInt8]) {
    let evidence = try? ToolEvidence.read(bytes, name: "a")
    demand((try? ToolEvidence.read(bytes, name: "a")) == evidence, "two readings differ")
    demand(evidence?.isEmpty != true, "settings were read, and none are there")
  }

  /// Reads an export of every pipeline; what comes of it is a feed that can be read.
  static func check(export bytes: [UInt8]) {
    for format in ForgeExport.Format.allCases {
      let export = ForgeExport(format: format, system: "a")
      guard let result = try? export.read([(name: "a", bytes: bytes)]) else { continue }
      guard !result.feed.deployments.isEmpty else { continue }
      let again = try? DeploymentFeed.read(Array(result.feed.lines.utf8), name: "a")
      demand(
        again?.deployments.count == result.feed.deployments.count,
        "\(format.rawValue) makes a feed that cannot be read")
    }
  }

  /// Reads a manifest; what is written of it is read as the same.
  static func check(manifest bytes: [UInt8]) {
    let manifest = try? Manifest.read(bytes)
    demand((try? Manifest.read(bytes)) == manifest, "two readings differ")
    guard let manifest else { return }
    demand(manifest.paths.allSatisfy(Manifest.isLegal), "a path that a pack cannot have")
    demand(manifest.paths.allSatisfy { !$0.hasPrefix("/") }, "a path that leads out")
    demand((try? Manifest.read(manifest.bytes)) == manifest, "written and read it is another")
    demand(manifest.differences(in: manifest).isEmpty, "unlike itself")
  }
}
