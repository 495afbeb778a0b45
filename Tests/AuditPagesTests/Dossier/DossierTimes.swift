import Audit
import AuditFixtures
import Foundation
import Testing

@testable import AuditPages

/// How long a dossier takes; run by hand, in a release build.
struct DossierTimes {
  private static let isAsked = ProcessInfo.processInfo.environment["ASSENT_TIMES"] != nil

  @Test(.enabled(if: isAsked, "ASSENT_TIMES=1 measures dossiers"))
  func `a thousand dossiers one after the other`() throws {
    let site = AuditSite(report: SampleAudit.report)
    let change = try DossierStory(DossierStory.way).audited()
    var bytes = 0
    let clock = ContinuousClock()
    let time = clock.measure {
      for _ in 0..<1000 { bytes += site.dossier(of: change).bytes.count }
    }
    print("dossier \(time / 1000) for \(bytes / 1000) bytes")
    #expect(bytes > 0)
  }
}
