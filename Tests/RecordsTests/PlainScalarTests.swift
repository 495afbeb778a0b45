import Testing

@testable import Records

struct PlainScalarTests {
  @Test(arguments: [
    ("", PlainScalar.null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null),
    ("y", .boolean), ("Y", .boolean), ("n", .boolean), ("N", .boolean), ("yes", .boolean),
    ("No", .boolean), ("ON", .boolean), ("off", .boolean), ("True", .boolean), ("FALSE", .boolean),
    ("0", .number), ("12", .number), ("-12", .number), ("+1", .number), ("012", .number),
    ("0o17", .number), ("0x1F", .number), ("0b1_0", .number), ("1_000", .number), ("1e3", .number),
    ("1E+3", .number), ("12e03", .number), ("1.", .number), (".5", .number), ("-.5", .number),
    ("1.5e-3", .number), (".inf", .number), ("-.INF", .number), (".nan", .number),
    ("+.Inf", .number), ("22:00", .number), ("190:20:30", .number), ("190:20:30.15", .number),
    ("04:00", .number), ("6.02e23", .number), ("0.0", .number), ("2026-03-08", .time),
    ("2026-3-8", .time), ("2026-03-08T01:00:00+01:00", .time), ("2026-03-08 01:00:00", .time),
    ("2026-03-08t1:00:00Z", .time), ("2001-12-14 21:59:43.10 -5", .time),
    ("=", .mark), ("<<", .mark),
  ])
  func `what another reader resolves is named`(_ text: String, _ kind: PlainScalar) {
    #expect(PlainScalar(text) == kind)
  }

  @Test(arguments: [
    "nope", "yEs", "none", "nil", "-", "+", ".", "..", "1.2.3", "16.4.2-rc1", "> 400 ms", "0xg",
    "0x",
    "1e", "e3", "12a", "P1", "9d2e41c", "a:b", ":1", "1:", "x", "CHG-2026-0001", "_1",
    "2026-03", "2026-03-08-01", "2026-03-08 morning", "2026-03-0801", "sha256:00", "10m", "5 %",
    "true story", "1 000", "==", "<", "<<<", "= 1",
  ])
  func `what every reader takes for text is none`(_ text: String) {
    #expect(PlainScalar(text) == nil)
  }

  @Test(arguments: [
    ("CHG-2026-7F3K", true), ("CHG-2026-0001", true), ("CHG-2026-7F3K9XYZ", true),
    ("CHG-2026-7F3", false), ("CHG-26-7F3K", false), ("CHG-2026-7f3k", false),
    ("CHG-2026-ABCI", false), ("CHG-2026-ABCL", false), ("CHG-2026-ABCO", false),
    ("CHG-2026-ABCU", false), ("CHG-2026-7F3\u{212a}", false), ("chg-2026-7F3K", false),
    ("", false),
    ("CHG-2026-", false), ("CHG-٢٠٢٦-7F3K", false), ("CHG-2026-7F3K ", false),
  ])
  func `ids of changes are ASCII and exact`(_ text: String, _ isID: Bool) {
    #expect(ChangeIDSyntax.matches(text) == isID)
  }

  @Test(arguments: [
    ("QQ==", true), ("QR==", false), ("QUI=", true), ("QUJ=", false), ("QUJD", true), ("QQ", false),
    ("QQ=", false), ("====", false), ("QU\u{e9}=", false), ("Q===", false), ("", false),
  ])
  func `only canonical base64 is a key`(_ text: String, _ isCanonical: Bool) {
    #expect((SSHKeyLine.decode(Substring(text).utf8) != nil) == isCanonical)
  }
}
