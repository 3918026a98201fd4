// The binary interface of plugin libraries: activations, losses, initializers and data set loaders
// of your own for nnrun, in C or any language that can export a C function.
//
// A library is a shared object that exports one function, nnrun_plugin_v1. This is a whole one:
//
//     #include "nnrun_plugin.h"
//
//     static void cube(const void *self, size_t count, const double *z, double *a) {
//       for (size_t i = 0; i < count; i++) a[i] = z[i] * z[i] * z[i];
//     }
//
//     static void cube_slope(const void *self, size_t count, const double *z, const double *a,
//                            double *delta) {
//       for (size_t i = 0; i < count; i++) delta[i] *= 3 * z[i] * z[i];
//     }
//
//     static const nnrun_activation activations[] = {
//       {.about = {.name = "cube", .summary = "z^3"}, .forward_f64 = cube,
//        .backward_f64 = cube_slope},
//     };
//
//     static const nnrun_library library = {.activations = activations, .activation_count = 1};
//
//     const nnrun_library *nnrun_plugin_v1(const nnrun_host *host) { return &library; }
//
//     cc -O2 -ffp-contract=off -shared -fPIC -o libcube.so cube.c
//
// An experiment names the file, relative to its own folder, and then its plugins like all others:
//
//     plugins: [./libcube.so]
//     activations: {hidden: cube, output: identity}
//
// 'nnrun plugins --check --plugin ./libcube.so' tests what is promised below.
//
// THE RULES
//
// Files. nnrun reads the library once, hashes what it has read, and loads a copy of just these
// bytes, so rebuilding a library does not disturb a training that uses it. Its SHA-256 is part of
// the experiment if one of its plugins is used: another build makes another run. Other libraries
// that it is linked to are not hashed; link them statically. As the copy is in another place,
// $ORIGIN does not lead to what lies beside the original. A library is never unloaded.
//
// Lifetime. All structures that `nnrun_plugin_v1` returns, and what they point to, are constant and
// have to exist until the process ends. What a library passes to functions of nnrun_host is copied,
// and has to exist only until they return. Strings are UTF-8 and end with a 0. Fields
// that are not set have to be 0, as in C initializers with names.
//
// Memory. nnrun never frees what a library has allocated, but hands it back to `destroy`; and a
// library never frees memory of nnrun. Arrays that a call receives, and pointers that functions of
// nnrun_host return, are valid until that call returns. Arrays of one call do not overlap, and have
// no particular alignment beyond that of their elements.
//
// Threads. Any function may be called from any thread; those with `const void *self` are called by
// several threads at once, also for the same instance. So what `create` has made must not change
// any more. A nnrun_call is for the thread that received it, until the function returns.
//
// Bits. nnrun promises that a run has the same bits with any number of threads and on any
// processor, and a plugin is part of that promise:
//   - A result depends on nothing but the arguments and what `create` has made: not on the time, an
//     earlier call, a random number of your own or uninitialised memory.
//   - A function gets one sample at a time. Sums over it run in an order that is written in the
//     code; do not allow the compiler to change it (no -ffast-math), and do not use atomics or
//     threads of your own for them.
//   - exp, log, tanh and so on of the C library differ between its versions and even between
//     processors. Those of `compute` do not. + - * / sqrt and fma are exact everywhere.
//   - Compilers of C and C++ make a fused multiply-add of a * b + c where a processor has one,
//     which rounds differently. -ffp-contract=off forbids that; fma() asks for one.
//   - Build for a processor that all of your machines have; -march=native is for this one only.
//   - A rounding mode, or flushing of subnormal numbers, that is changed has to be restored.
//
// Errors. A function that can fail returns 0, or what `fail` returns after it has said why. A
// library must not end the process, and no C++ exception or Swift error may leave it. If it
// crashes, nnrun names the library before the signal ends the process; not if the stack of one of
// its threads overflows, where there is no room for that.
#ifndef NNRUN_PLUGIN_H
#define NNRUN_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The version of the interface, which is part of the name of the exported function. It is raised
/// when libraries have to be compiled again.
#define NNRUN_PLUGIN_VERSION 1

/// What a function that can fail receives: it reads settings by it, says what is wrong, and hands
/// over data.
typedef struct nnrun_call nnrun_call;

// ---- Parameters -------------------------------------------------------------------------------

/// The type of a parameter.
typedef enum {
  /// A finite number.
  NNRUN_NUMBER = 1,
  /// A whole number.
  NNRUN_INTEGER = 2,
  /// true or false.
  NNRUN_BOOLEAN = 3,
  /// A word or text.
  NNRUN_TEXT = 4,
  /// One of the parameter's `choices`.
  NNRUN_CHOICE = 5,
  /// A file, for loaders and initializers, which read it by `read`. Relative paths start at the
  /// folder of the experiment file; the plugin gets a path that it can open. The bytes of the file
  /// are part of the experiment, and an archive of the run contains it.
  NNRUN_PATH = 6,
  /// A list of finite numbers.
  NNRUN_NUMBERS = 7
} nnrun_type;

/// A setting that an experiment can give to a plugin: `{name: beta_swish, beta: 1.5}`. Values are
/// checked before the plugin sees them.
typedef struct {
  /// The key: lower-case letters, digits and underscores; not `name`, `loader` or `sha256`.
  const char *name;
  nnrun_type type;
  /// What it means, in a few words, for `nnrun plugins`.
  const char *summary;
  /// The value if the experiment does not set it, written as in YAML: "0.01", "true", "[1, 2]".
  /// NULL: the experiment has to set it, unless it is `optional`.
  const char *default_value;
  /// Whether it can be left out although it has no default; `is_set` tells.
  int32_t optional;
  /// The range of a number, or of a whole number, or of each number in a list, as in mathematics:
  /// "[0, 1)" includes 0 and not 1, "(0, inf)" is all positive numbers. NULL: all.
  const char *range;
  /// The words of a NNRUN_CHOICE.
  const char *const *choices;
  int32_t choice_count;
} nnrun_parameter;

// ---- What all plugins have --------------------------------------------------------------------

/// The name of a plugin, its documentation, its parameters, and how an instance is made.
typedef struct {
  /// The name in experiments: lower-case letters, digits and underscores, beginning with a letter.
  const char *name;
  /// What it is, in one line, a formula if it has one.
  const char *summary;
  /// Documentation for `nnrun plugins KIND NAME`, all of it optional: the formula, its derivative,
  /// and the paper or textbook that it comes from.
  const char *formula;
  const char *derivative;
  const char *source;
  /// The settings of an example, "{name: beta_swish, beta: 1.5}"; needed for examples and checks if
  /// there are parameters that have to be set.
  const char *example;
  const nnrun_parameter *parameters;
  int32_t parameter_count;
  /// Makes an instance from the settings: an experiment can have several, with different ones. NULL
  /// if there is nothing to prepare; then all functions get NULL as `self`.
  ///
  /// Files are not read here, but where they are used: their places are not known yet.
  ///
  /// - call: settings, and errors: the place of `fail` is the name of a setting
  /// - self: receives the instance, which `destroy` gets unless it is NULL or `create` fails
  int (*create)(nnrun_call *call, void **self);
  /// Frees an instance; NULL if there is nothing to free.
  void (*destroy)(void *self);
} nnrun_about;

// ---- Activations and losses -------------------------------------------------------------------

/// An activation function, which turns the pre-activations z of a layer into its activations a.
///
/// Each call has the neurons of a layer for one sample. The functions for double are required.
/// Those for float are for speed: without them, networks of floats are computed in double and
/// rounded once, as formulas are.
typedef struct {
  nnrun_about about;
  /// Whether an activation depends on other neurons of the layer, as softmax does. Such a function
  /// can only be the output activation.
  int32_t depends_on_layer;
  /// The bounds that its values approach, as 0 and 1 for sigmoid, so that neurons that are stuck
  /// there are reported. There are none unless the lower one is below the upper one.
  double lower_limit;
  double upper_limit;
  /// a = f(z).
  void (*forward_f64)(const void *self, size_t count, const double *z, double *a);
  /// Turns dC/da into dC/dz in place: delta *= f'(z); with `depends_on_layer`,
  /// delta_j = sum over i of delta_i da_i/dz_j. `a` has what `forward` made of `z`.
  void (*backward_f64)(
      const void *self, size_t count, const double *z, const double *a, double *delta);
  void (*forward_f32)(const void *self, size_t count, const float *z, float *a);
  void (*backward_f32)(
      const void *self, size_t count, const float *z, const float *a, float *delta);
} nnrun_activation;

/// A loss: the cost of a sample, of which training minimizes the mean.
///
/// Each call has the output neurons for one sample: activations a and targets y. The functions for
/// double are required, those for float as for activations.
typedef struct {
  nnrun_about about;
  /// Whether targets are probabilities of classes: then class labels become rows of 0 and 1.
  int32_t is_for_classification;
  /// The cost C of a sample.
  double (*cost_f64)(const void *self, size_t count, const double *a, const double *y);
  /// delta_i = dC/da_i.
  void (*gradient_f64)(
      const void *self, size_t count, const double *a, const double *y, double *delta);
  double (*cost_f32)(const void *self, size_t count, const float *a, const float *y);
  void (*gradient_f32)(
      const void *self, size_t count, const float *a, const float *y, float *delta);
} nnrun_loss;

// ---- Initializers -----------------------------------------------------------------------------

/// The layer whose weights are wanted.
typedef struct {
  /// Its number, from 1 for the first after the input layer, and that of the last one.
  int32_t layer;
  int32_t layer_count;
  /// The neurons in the layer before, without the bias neuron.
  int64_t inputs;
  /// Its neurons.
  int64_t outputs;
  /// The seed of the experiment.
  uint64_t seed;
} nnrun_layer;

/// How the initial weights are chosen.
typedef struct {
  nnrun_about about;
  /// Whether the neurons of a layer start with equal weights, so that they stay equal.
  int32_t makes_equal_neurons;
  /// Sets the weights that lead into a layer: outputs x (inputs + 1) numbers, row after row.
  /// weights[o * (inputs + 1)] leads from the bias neuron to neuron o, and
  /// weights[o * (inputs + 1) + i] from input i, counted from 1. They are rounded to the precision
  /// of the experiment.
  int (*initialize)(
      const void *self, nnrun_call *call, const nnrun_layer *layer, double *weights);
} nnrun_initializer;

// ---- Loaders ----------------------------------------------------------------------------------

/// The type of stored inputs.
typedef enum {
  NNRUN_UINT8 = 1,
  NNRUN_FLOAT = 2,
  NNRUN_DOUBLE = 3
} nnrun_element;

/// The sets of a data set.
typedef enum {
  NNRUN_TRAIN = 0,
  NNRUN_VALIDATION = 1,
  NNRUN_TEST = 2,
  /// In `samples`, the only set.
  NNRUN_SAMPLES = 0
} nnrun_set;

/// Reads a data set.
///
/// Every loader has, besides its own parameters, those of nnrun that draw sets from the training
/// set: test_fraction, validation_fraction, folds, fold, split_seed.
typedef struct {
  nnrun_about about;
  /// Whether the data depend on the seed; `load` gets 0 otherwise, and runs with different seeds
  /// share them. Drawing test rows is nnrun's part and needs no seed here.
  int32_t uses_seed;
  /// Names the files that are read, by `file`; NULL: those that parameters of type NNRUN_PATH name.
  /// Each has to be one of these, or lie directly in a folder that one of them names.
  int (*files)(const void *self, nnrun_call *call);
  /// Reads the data set, and hands it over by `inputs`, `classes` or `targets`, and the functions
  /// below them. It depends on nothing but settings, files and seed.
  ///
  /// Rows for test or validation are drawn from the training set afterwards. So what is learnt here
  /// from all rows, such as names of classes, must not be what scores depend on, such as means.
  ///
  /// The place of `fail` is a file and, if the mistake has one, a line: "words.txt:3".
  int (*load)(const void *self, nnrun_call *call, uint64_t seed);
  /// Reads other samples in the same way as the training set, for `nnrun evaluate --data`: with the
  /// classes of `class_name`, and what `load` has kept. NULL if that is not possible.
  ///
  /// - path: the file
  /// - targets_path: a file of targets; NULL if none was named
  int (*samples)(
      const void *self, nnrun_call *call, const char *path, const char *targets_path);
  /// Whether `samples` can read targets from a file of their own; otherwise nnrun refuses one.
  int32_t takes_targets_file;
} nnrun_loader;

// ---- The library ------------------------------------------------------------------------------

/// All plugins of a library.
typedef struct {
  const nnrun_activation *activations;
  int32_t activation_count;
  const nnrun_loss *losses;
  int32_t loss_count;
  const nnrun_initializer *initializers;
  int32_t initializer_count;
  const nnrun_loader *loaders;
  int32_t loader_count;
} nnrun_library;

/// A function that `compute` computes: that of C, but with the same bits everywhere.
typedef enum {
  NNRUN_EXP = 1,
  NNRUN_LOG = 2,
  NNRUN_SQRT = 3,
  NNRUN_TANH = 4,
  NNRUN_SINH = 5,
  NNRUN_COSH = 6,
  NNRUN_SIN = 7,
  NNRUN_COS = 8,
  NNRUN_ERF = 9,
  /// 1 / (1 + exp(-x)).
  NNRUN_SIGMOID = 10,
  /// ln(1 + exp(x)).
  NNRUN_SOFTPLUS = 11
} nnrun_function;

/// What nnrun offers to libraries; it exists until the process ends.
typedef struct {
  /// The size of this structure in bytes. Functions can be added at its end without another version
  /// of the interface; a library that uses a newer one has to check that it is there.
  size_t size;

  // Settings, in functions that have a nnrun_call. The name has to be that of a declared parameter
  // of the type.

  /// Whether a setting has a value, from the experiment or as its default.
  int (*is_set)(nnrun_call *call, const char *name);
  double (*number)(nnrun_call *call, const char *name);
  int64_t (*integer)(nnrun_call *call, const char *name);
  /// 1 for true, 0 for false.
  int (*boolean)(nnrun_call *call, const char *name);
  /// The value of a NNRUN_TEXT, NNRUN_CHOICE or NNRUN_PATH; "" if it has none.
  const char *(*text)(nnrun_call *call, const char *name);
  /// The numbers of a list; `count` receives how many there are.
  const double *(*numbers)(nnrun_call *call, const char *name, size_t *count);

  /// Says what is wrong and what to do about it; the first message counts.
  ///
  /// - place: in `create` the name of a setting, elsewhere a file, or a file and line; may be NULL
  /// - message: what follows the place: "has no words; write lines such as 'banana 0.7'"
  /// - Returns: 1, to be returned
  int (*fail)(nnrun_call *call, const char *place, const char *message);

  // Numbers.

  /// y[i] = f(x[i]), with the same bits everywhere; y may be x. NaN if there is no such function.
  void (*compute_f64)(nnrun_function function, size_t count, const double *x, double *y);
  void (*compute_f32)(nnrun_function function, size_t count, const float *x, float *y);
  /// A random number between 0 and 1, which is a function of these three numbers alone: there is no
  /// generator with a state. `stream` has to be below 2^56 and `index` below 2^48; otherwise it is
  /// NaN.
  double (*uniform)(uint64_t seed, uint64_t stream, uint64_t index);
  /// A random number from the standard normal distribution, in the same way.
  double (*normal)(uint64_t seed, uint64_t stream, uint64_t index);

  // The files of a loader.

  /// In `files`: the data set is read from a file. Returns 0, or 1 if that is refused.
  int (*file)(nnrun_call *call, const char *path);

  /// In `load`, `samples` and `initialize`: all bytes of a file, those of gzip decompressed. A 0
  /// follows them, which does not count, so that text can be parsed as a string.
  ///
  /// - path: a file that `files` names or, without `files`, a setting; in `samples` also the paths
  ///   that it receives
  /// - size: receives how many bytes there are
  /// - Returns: the bytes; NULL if the file cannot be read, which is said already: then return 1
  const void *(*read)(nnrun_call *call, const char *path, size_t *size);

  // The data of a loader, in `load` and `samples`. nnrun owns the memory, checks sizes before it
  // allocates, and checks what is in it afterwards: all numbers have to be finite, and labels
  // within their classes. A function that returns NULL or anything but 0 has failed and
  // said why; then return 1.

  /// The inputs of a set, to be filled: shape[0] samples, whose inputs are what the other
  /// dimensions hold, the last one varying fastest. All are 0 at first.
  void *(*inputs)(
      nnrun_call *call, nnrun_set set, nnrun_element type, int32_t dimensions,
      const int64_t *shape);
  /// The classes of the samples of a set, to be filled with their indices, from 0; `class_names`
  /// says how many there are.
  int32_t *(*classes)(nnrun_call *call, nnrun_set set, int64_t samples);
  /// Instead of classes: the targets of a set, to be filled: samples x width numbers.
  double *(*targets)(nnrun_call *call, nnrun_set set, int64_t samples, int64_t width);
  /// The names of the classes, in the order of their indices.
  int (*class_names)(nnrun_call *call, int64_t count, const char *const *names);
  /// The names of the inputs, or of the columns of targets. Optional.
  int (*input_names)(nnrun_call *call, int64_t count, const char *const *names);
  int (*target_names)(nnrun_call *call, int64_t count, const char *const *names);
  /// What inputs are divided by when a batch is gathered, such as 255 for bytes. Optional.
  int (*divide_inputs)(nnrun_call *call, double divisor);
  /// What messages call a sample, such as "word", in the singular. Optional.
  int (*call_samples)(nnrun_call *call, const char *unit);
  /// A warning about the data: a sentence with what to do.
  int (*note)(nnrun_call *call, const char *text);
  /// Keeps what `load` has learnt from the training set in preprocessing.json of the run, for
  /// `samples`: a text or finite numbers, under a name of its own.
  int (*keep_text)(nnrun_call *call, const char *name, const char *text);
  int (*keep_numbers)(nnrun_call *call, const char *name, size_t count, const double *numbers);

  // In `samples`: what is known from the training set.

  /// What `load` has kept under a name; NULL if it has kept nothing there. `count` receives how
  /// many numbers there are.
  const char *(*kept_text)(nnrun_call *call, const char *name);
  const double *(*kept_numbers)(nnrun_call *call, const char *name, size_t *count);
  int64_t (*class_count)(nnrun_call *call);
  /// The name of a class; NULL if there is no such class.
  const char *(*class_name)(nnrun_call *call, int64_t index);
} nnrun_host;

#if defined(_WIN32)
#define NNRUN_EXPORT __declspec(dllexport)
#else
#define NNRUN_EXPORT __attribute__((visibility("default")))
#endif

/// The function that a library exports; nnrun calls it once.
///
/// - host: what nnrun offers
/// - Returns: the plugins; NULL if the library cannot be used here
NNRUN_EXPORT const nnrun_library *nnrun_plugin_v1(const nnrun_host *host);

#ifdef __cplusplus
}
#endif

#endif
