import Foundation
import TestSupport
import Testing

@Suite("Cross-validation")
struct CrossValidationTests {
  @Test("Each fold is a run of its own, which can be evaluated, replayed, archived and compared")
  func folds() throws {
    let sandbox = try Sandbox.flowers()
    func command(_ fold: Int) -> [String] {
      ["flowers.yaml", "dataset.folds=4", "dataset.fold=\(fold)", "dataset.split_seed=3"]
    }
    for fold in 1...4 {
      for seed in ["1", "2"] {
        let trained = try sandbox.nnrun(command(fold) + ["seed=\(seed)", "--quiet"])
        #expect(trained.status == 0 && trained.errors == "", "fold \(fold): \(trained)")
      }
      let evaluated = try sandbox.nnrun("evaluate", "runs/latest")
      #expect(evaluated.output.contains("\n\ntraining set  6 samples  cost "), "\(evaluated)")
      #expect(evaluated.output.contains("\n\ntest set  2 samples  cost "), "\(evaluated)")
    }
    #expect(try sandbox.runs().count == 8)
    let resolved = try sandbox.folder.text("runs/latest/resolved.yaml")
    #expect(resolved.contains("\n  folds: 4\n  fold: 4\n  split_seed: 3\n"), "\(resolved)")
    // The file's fraction is replaced.
    #expect(!resolved.contains("test_fraction"), "\(resolved)")
    let checked = try sandbox.nnrun(["check"] + command(2))
    #expect(
      checked.output.contains("8 rows of flowers.csv: 6 for training, 2 for testing\n"),
      "\(checked)")

    #expect(try sandbox.nnrun("archive", "runs/latest", "-o", "flowers.zip").status == 0)
    for run in ["runs/latest", "flowers.zip"] {
      let replayed = try sandbox.nnrun("replay", run, "--quiet")
      #expect(
        replayed.output.hasPrefix("\(run): bit-for-bit equal: 20 iterations"), "\(replayed)")
    }
    let compared = try sandbox.nnrun(
      "compare", "--over", "dataset.fold", "--csv", "--columns", "seed,runs,test.accuracy")
    let rows = compared.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(
      rows.dropFirst().map { $0.prefix(2) }.sorted { $0[0] < $1[0] } == [["1", "4"], ["2", "4"]],
      "\(compared)")
  }

  @Test("The settings are listed with each loader")
  func listing() throws {
    let listing = try Sandbox().nnrun("plugins", "loader").output
    for expected in [
      #/\n +folds +the number of folds [^\n]+; a whole number of at least 2\n/#,
      #/\n +fold +the fold [^\n]+; a positive whole number\n/#,
      #/\n +split_seed +the seed [^\n]+; a whole number from 0 to 18446744073709551615\n/#,
    ] {
      #expect(listing.contains(expected), "\(listing)")
    }
  }
}
