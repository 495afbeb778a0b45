import Corpus
import Foundation

let arguments = CommandLine.arguments.dropFirst()
guard let folder = arguments.first, arguments.count == 1 else {
  FileHandle.standardError.write(Data("usage: corpus-export FOLDER\n".utf8))
  exit(2)
}
do {
  try CorpusExport.write(to: folder)
  print("\(Corpus.cases.count) cases in \(folder)")
} catch {
  FileHandle.standardError.write(Data("error: \(error)\n".utf8))
  exit(70)
}
