/// Every case, in the order of the export.
package enum Corpus {
  /// The cases.
  package static let cases: [CorpusCase] =
    SignatureCases.forgeries + SignatureCases.manners + KeyCases.all + MessageCases.all
    + IdentityCases.all + PolicyCases.changes + PolicyCases.others + HistoryCases.merges
    + HistoryCases.shapes
    + ReplayCases.replays + ReplayCases.carriers + TimeCases.dates + TimeCases.delegations
    + TimeCases.recorders + TimeCases.windows
    + RecordCases.texts + RecordCases.places + RepositoryCases.all + RepositoryCases.stores
    + RepositoryCases.trunks
}
