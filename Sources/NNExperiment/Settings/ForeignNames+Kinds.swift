import NNConfig

// What scikit-learn, PyTorch, Keras and pandas call things.
extension ForeignNames {
  /// Names of fields, which mean something else here or have another form.
  static let fields = ForeignNames(
    advice: [
      "learning_rate_init": "write 'eta', a number or a schedule",
      "hidden_layer_sizes":
        "write 'structure', which also has the input and the output layer: [784, 128, 10]",
      "include": "copy the settings, or override those of the other file on the command line",
      "extends": "copy the settings, or override those of the other file on the command line",
      "<<": "copy the settings: mappings are not merged",
      "layers": "write 'structure': the neurons of each layer, input layer first",
      "max_iter":
        "write 'epochs' for passes over the training set, or 'iterations' for weight updates",
      "n_epochs": "write 'epochs'",
      "lr_scheduler": "write 'eta' with a schedule: {schedule: cosine, from: 0.1}",
      "learning_rate_schedule": "write 'eta' with a schedule: {schedule: cosine, from: 0.1}",
      "alpha": "for a penalty, write 'regularization: {l2: ...}'; for the learning rate, 'eta'",
      "weight_decay": "with sgd, write 'regularization: {l2: ...}'; adamw has it as a parameter",
      "momentum": "it is a parameter: 'optimizer: {name: momentum, momentum: 0.9}'",
      "validation_split": "write 'dataset: {validation_fraction: ...}'",
      "validation_fraction": "it belongs to 'dataset': {validation_fraction: ...}",
      "test_size": "write 'dataset: {test_fraction: ...}'",
      "test_fraction": "it belongs to 'dataset': {test_fraction: ...}",
      "activation": "write 'activations: {hidden: ..., output: ...}'",
      "solver": "write 'optimizer'",
      "cost": "write 'loss'",
      "cost_function": "write 'loss'",
      "criterion": "write 'loss'",
      "data": "write 'dataset: {loader: ..., path: ...}'",
      "random_state": "write 'seed'",
      "batch": "write 'batch_size'",
      "patience": "write 'early_stopping: {metric: ..., patience: ...}'",
    ])

  /// Names of activation functions.
  static let activations = ForeignNames(
    plugins: [
      "identity": ["none", "id"], "sigmoid": ["expit", "sigm"], "softplus": ["smooth_relu"],
    ],
    parameters: ["slope": ["alpha", "negative_slope"]])

  /// Names of losses.
  static let losses = ForeignNames(
    plugins: [
      "cross_entropy": [
        "categorical_crossentropy", "sparse_categorical_crossentropy", "crossentropyloss",
        "softmax_cross_entropy", "log_loss", "nll", "nllloss",
      ],
      "binary_cross_entropy": ["bceloss", "bcewithlogitsloss", "binary_crossentropy"],
      "squared_error": ["mean_squared_error", "mseloss", "quadratic", "l2"],
      "absolute_error": ["mean_absolute_error", "l1", "l1loss"],
      "huber": ["huber_loss", "huberloss", "smooth_l1", "smoothl1loss"],
    ],
    parameters: ["delta": ["beta", "epsilon"]])

  /// Names of data set loaders.
  static let loaders = ForeignNames(
    plugins: [
      "csv": ["pandas", "tsv", "table", "file"], "npz": ["npy", "numpy"], "mnist": ["idx"],
      "binary_numbers": ["binary"], "inline": ["xor", "list"],
    ],
    parameters: [
      "path": ["file", "filename", "folder", "directory"],
      "delimiter": ["sep", "separator", "delim"],
      "target": ["label", "labels", "y", "class", "target_column", "targets"],
      "targets": ["label", "labels", "y", "target"],
      "features": ["columns", "usecols", "inputs", "x"],
      "inputs": ["features", "x"],
      "exclude": ["drop", "ignore", "remove", "index_col"],
      "missing": ["impute", "fillna", "imputer"],
      "missing_values": ["na_values", "nan"],
      "skip_rows": ["skip", "skiprows"],
      "encode": ["onehot", "one_hot", "encoding", "categories", "categorical"],
      "normalize": ["scale", "scaling", "standardize", "normalization", "scaler"],
      "divide_by": ["scale", "scaling", "normalize"],
      "limit": ["nrows", "max_rows", "rows"],
      "test_fraction": ["test_size", "test_split"],
      "validation_fraction": ["validation_split", "val_split", "val_fraction", "validation_size"],
      "test_path": ["test", "test_file"],
      "validation_path": ["validation", "val_path", "validation_file"],
      "folds": ["cv", "k", "n_splits"],
      "split_seed": ["seed", "random_state"],
    ],
    advice: ["shuffle": "rows for a test set are always drawn at random; remove it"])

  /// Names of initializers.
  static let initializers = ForeignNames(
    plugins: [
      "he": ["he_normal", "kaiming", "kaiming_normal"],
      "he_uniform": ["kaiming_uniform"],
      "xavier": ["xavier_normal", "glorot_normal"],
      "lecun": ["lecun_normal"], "zeros": ["zero", "constant"],
    ])

  /// Names of optimizers, and what is a field of its own here.
  static let optimizers = ForeignNames(
    plugins: ["sgd": ["gd", "gradient_descent"], "momentum": ["nesterov"]],
    parameters: ["eps": ["epsilon"], "alpha": ["rho", "decay"], "momentum": ["beta", "mu"]],
    advice: [
      "lr": learningRate, "learning_rate": learningRate, "eta": learningRate,
      "betas": "write 'beta1' and 'beta2'",
      "weight_decay": "write the field 'regularization: {l2: ...}', or use adamw",
      "l2": "write the field 'regularization: {l2: ...}'",
      "momentum": "it belongs to another optimizer: {name: momentum, momentum: 0.9}",
    ])

  /// Names of schedules.
  static let schedules = ForeignNames(
    plugins: [
      "constant": ["none", "fixed"], "step": ["step_decay", "steplr"],
      "exponential": ["exponential_decay", "exponentiallr"],
      "cosine": ["cosine_annealing", "cosine_decay", "cosineannealinglr"],
      "one_cycle": ["onecycle", "onecyclelr"],
    ],
    parameters: [
      "from": ["start", "initial", "initial_rate", "base_lr", "lr", "eta", "value", "rate"],
      "value": ["lr", "eta", "rate", "from"],
      "max_rate": ["max_lr", "max", "from"],
      "to": ["end", "final", "min", "min_lr", "eta_min"],
      "factor": ["gamma", "decay", "rate"], "every": ["step_size", "steps", "step"],
      "warmup": ["warmup_steps", "warmup_iterations"],
    ])

  private static let learningRate = "the learning rate is the field 'eta'"
}
