import NNTesting
import Testing

@Suite("Wrong loaders are found")
struct LoaderFaultTests {
  @Test("Each mistake is reported once", arguments: FaultyLoader.Fault.allCases)
  func faults(fault: FaultyLoader.Fault) throws {
    let failures = try Conformance.check(FaultyLoader.plugin(fault)).failures
    #expect(failures == Self.texts[fault])
  }

  private static let texts: [FaultyLoader.Fault: [String]] = [
    .none: [],
    .label: [
      "data set: the label of sample 2 (from 0) of the training set is 2, but there are 2 "
        + "classes"
    ],
    .notANumber: ["finite numbers: input 0 of sample 5 (both from 0) of the training set is NaN"],
    .width: ["data set: the test rows have 3 inputs, but the training rows have 2"],
    .mislabels: [
      "split: sample 0 (from 0) of the test set is in no row of the undivided data: inputs "
        + "(0, 1), targets (2)"
    ],
    .overlaps: ["split: row 5 (from 0) of the test set is in another set, too"],
    .loses: ["split: 1 row of the data is in no set"],
    .caches: [
      "repeatability: loaded again with the same seed, sample 0 (from 0) of the training set has "
        + "the inputs (0, 0.015625) instead of (0, 0)",
      "split: the training set has row 0 (from 0) with the inputs (0, 0.046875) instead of "
        + "(0, 0.03125)",
    ],
    .repeatsSome: ["test set: all rows of the test set are in the training set, too"],
    .repeatsHeldOut: ["test set: the test set has the same rows as the validation set"],
    .trainsOnAll: ["split: sample 0 (from 0) of the validation set is in another set, too"],
    .memory: [
      "repeatability: loaded again with the same seed, sample 0 (from 0) of the training "
        + "set has the inputs (0, 0.28125) instead of (0, 0.046875)"
    ],
    .seed: [
      "repeatability: it is declared not to depend on the seed, but loaded with another one, "
        + "sample 0 (from 0) of the training set has the inputs (0, 2) instead of (0, 1)"
    ],
    .relabels: [
      "split: the training set has row 2 (from 0) with the targets 'a' instead of 'c'"
    ],
    .shifts: [
      "split: the training set has row 0 (from 0) with the inputs (1, 1) instead of (0, 1)"
    ],
    .shiftsBesideImputed: [
      "split: the training set has row 0 (from 0) with the inputs (1, 1) instead of (0, 1)"
    ],
    .ignores: ["split: 'validation_fraction' is set, but there is no validation set"],
    .repeats: ["test set: the test set has the same rows as the training set"],
    .fails: ["loading: rows.txt: is empty"],
    .files: ["files: / is not a regular file"],
    .samples: [
      "samples: read as other samples, row 0 (from 0) of the training set has the targets "
        + "(2) instead of (0)"
    ],
    .preprocessing: [
      "preprocessing: what is written for it is read as something else"
    ],
  ]
}
