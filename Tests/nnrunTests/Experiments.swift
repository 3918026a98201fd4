/// Experiments that are trained in no time.
enum Experiments {
  /// Regression on rows of its own, with a test set.
  static let sums = """
    # Adds two numbers.
    structure: [2, 3, 1]
    activations: {hidden: tanh, output: identity}
    loss: squared_error
    eta: 0.1
    iterations: 20
    seed: 3
    dataset:
      loader: inline
      inputs: [[0, 0], [0, 1], [1, 0], [1, 1]]
      targets: [0, 1, 1, 2]
      test_inputs: [[0.5, 0.5], [0.5, 1]]
      test_targets: [1, 1.5]

    """

  /// What training `sums` writes to standard error.
  static let sumsProgress = """
    10%  iteration 2 of 20  cost 0.371972
    20%  iteration 4 of 20  cost 0.308316
    30%  iteration 6 of 20  cost 0.258399
    40%  iteration 8 of 20  cost 0.214043
    50%  iteration 10 of 20  cost 0.175351
    60%  iteration 12 of 20  cost 0.142348
    70%  iteration 14 of 20  cost 0.114807
    80%  iteration 16 of 20  cost 0.0922688
    90%  iteration 18 of 20  cost 0.0741199
    100%  iteration 20 of 20  cost 0.0596906

    """

  /// The results of `sums`, below the line that says how they were obtained.
  static let sumsResult = """
      training set  cost 0.05366  MAE 0.1892  R2 0.8927
      test set      cost 0.01021  MAE 0.0991  R2 0.8366

    """

  /// Classification of a CSV file, `flowers.csv`, with words as classes.
  static let flowers = """
    structure: [2, 3, 2]
    activations: {hidden: relu, output: softmax}
    loss: cross_entropy
    iterations: 20
    batch_size: 4
    dataset:
      loader: csv
      path: flowers.csv
      target: kind
      normalize: zscore
      test_fraction: 0.25

    """

  /// The data of `flowers`.
  static let flowersData = """
    length,width,kind
    1,0.5,lily
    1.5,0.25,lily
    1.25,0.5,lily
    2,0.75,lily
    5,2,rose
    5.5,2.5,rose
    6,2.25,rose
    5.25,2,rose

    """

  /// Regression on a CSV file, `shirts.csv`, two of whose columns have categories.
  static let shirts = """
    structure: [6, 4, 1]
    activations: {hidden: tanh, output: identity}
    loss: squared_error
    iterations: 50
    seed: 2
    dataset:
      loader: csv
      path: shirts.csv
      target: price
      encode: onehot

    """

  /// The data of `shirts`.
  static let shirtsData = """
    colour,size,shop,price
    red,1.5,b,3
    blue,2,a,1
    green,-3,b,2
    red,0.5,a,5

    """
}
