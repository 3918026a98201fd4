import TestSupport
import Testing

@testable import NNData

@Suite("The setting 'split_seed'")
struct SplitSeedTests {
  private static let splits = [
    "test_fraction: 0.4", "validation_fraction: 0.4", "folds: 3, fold: 2",
    "folds: 3, fold: 2, validation_fraction: 0.3", "test_fraction: 0.3, validation_fraction: 0.3",
  ]

  /// The inputs of each set.
  private func rows(_ dataset: Dataset) -> BySplit<[[Double]]> {
    dataset.sets.mapValues { $1.inputRows }
  }

  @Test("All rows are drawn from it, whatever the experiment's seed", arguments: splits)
  func seed(split: String) throws {
    for place in HoldOutTests.datasets {
      let yaml = "{\(place), \(split), split_seed: 7}"
      #expect(try !loader(yaml).usesSeed, "\(place)")
      let expected = try rows(load("{\(place), \(split)}", seed: 7))
      for seed in [0, 1, 7] as [UInt64] {
        #expect(try rows(load(yaml, seed: seed)) == expected, "\(place), seed \(seed)")
      }
    }
  }

  @Test("Without it, rows are drawn from the experiment's seed", arguments: splits)
  func experimentSeed(split: String) throws {
    let yaml = "{loader: binary_numbers, bits: 6, \(split)}"
    #expect(try loader(yaml).usesSeed)
    #expect(try rows(load(yaml, seed: 1)) != rows(load(yaml, seed: 2)))
  }

  @Test("csv draws from it, too")
  func csv() throws {
    let csv = try CSVFolder()
    let text = "x,y\n" + (0..<20).map { "\($0),\($0)\n" }.joined()
    for split in Self.splits {
      let settings = "target: y, \(split)"
      #expect(
        try rows(csv.load(text, "\(settings), split_seed: 18446744073709551615", seed: 4))
          == rows(csv.load(text, settings, seed: .max)), "\(split)")
    }
  }

  @Test(
    "A seed that nothing is drawn from, or that is no seed, is refused",
    arguments: [
      (
        "loader: csv, path: x, target: y, split_seed: 3", "3",
        "nothing is drawn from 'split_seed' without a split; set 'test_fraction', "
          + "'validation_fraction' or 'folds', too, or remove 'split_seed'"
      ),
      (
        "loader: binary_numbers, holdout: [5], split_seed: 3", "3",
        "nothing is drawn from 'split_seed' without a split; set 'test_fraction', "
          + "'validation_fraction' or 'folds', too, or remove 'split_seed'"
      ),
      (
        "loader: mnist, path: x, test_fraction: 0.5, split_seed: -1", "-1",
        "'split_seed' of mnist must be a whole number from 0 to 18446744073709551615, not '-1'"
      ),
      (
        "loader: inline, inputs: [0], targets: [0], split_seed: 18446744073709551616",
        "18446744073709551616",
        "'split_seed' of inline must be a whole number from 0 to 18446744073709551615, not "
          + "'18446744073709551616'"
      ),
    ])
  func mistakes(settings: String, place: String, message: String) throws {
    #expect(try mistake(in: "{\(settings)}") == Mistake(message, at: place))
  }
}
