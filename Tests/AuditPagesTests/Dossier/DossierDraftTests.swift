import AuditFixtures
import Testing

@testable import AuditPages

/// Dossiers of which a part is written long before the rest.
struct DossierDraftTests {
  private let site = AuditSite(report: SampleAudit.report)

  @Test func `a draft that was kept as bytes gives the page that it would have given`() throws {
    let change = try DossierStory(DossierStory.way).audited()
    let draft = DossierDrafter(scope: site.report.scope, zone: nil).draft(change)
    let again = try #require(DossierDraft(draft.id, draft.stub, draft.bytes))
    #expect(site.dossier(of: change.summary, again).bytes == site.dossier(of: change).bytes)
  }

  @Test func `bytes that are not those of the draft make no draft`() throws {
    let change = try DossierStory(DossierStory.way).audited()
    let draft = DossierDrafter(scope: site.report.scope, zone: nil).draft(change)
    #expect(DossierDraft(draft.id, draft.stub, Array(draft.bytes.dropLast())) == nil)
    #expect(DossierDraft(draft.id, draft.stub, draft.bytes + [0x20]) == nil)
  }
}
