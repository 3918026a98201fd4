// A library with a plugin of each kind, for tests of what is wrong: each part has a macro, by which
// a test puts something else in its place, as in
//
//     cc -shared -fPIC '-DNAME="relu"' -o libbad.so bad.c
//
// Without any, the library is right: an experiment with all of its plugins trains.
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "nnrun_plugin.h"

// The exported function, and what it does before it returns, such as `abort();`.
#ifndef ENTRY
#define ENTRY nnrun_plugin_v1
#endif
#ifndef IN_ENTRY
#define IN_ENTRY
#endif

// What plugins have in common. Of two activations, the second is OTHER.
#ifndef NAME
#define NAME "bad"
#endif
#ifndef OTHER
#define OTHER "other"
#endif
#ifndef SUMMARY
#define SUMMARY "z"
#endif
#ifndef PARAMETER
#define PARAMETER                                                                                 \
  .name = "p", .type = NNRUN_NUMBER, .summary = "nothing", .default_value = "0.5", .range = "[0, 1]"
#endif
#ifndef PARAMETER_COUNT
#define PARAMETER_COUNT 1
#endif
#ifndef ACTIVATIONS
#define ACTIVATIONS activations
#endif
#ifndef ACTIVATION_COUNT
#define ACTIVATION_COUNT 2
#endif
#ifndef CREATE
#define CREATE create
#endif
#ifndef IN_CREATE
#define IN_CREATE
#endif

// Of the loader.
#ifndef DESTROY
#define DESTROY NULL
#endif
// Further parameters of the loader, and how many it has.
#ifndef FILES
#define FILES
#define FILE_COUNT 0
#endif
#ifndef FILES_FUNCTION
#define FILES_FUNCTION NULL
#endif
#ifndef SAMPLES
#define SAMPLES NULL
#endif

// Functions, and what they do.
#ifndef FORWARD
#define FORWARD forward
#endif
#ifndef IN_FORWARD
#define IN_FORWARD
#endif
#ifndef COST
#define COST cost
#endif
#ifndef INITIALIZE
#define INITIALIZE initialize
#endif
#ifndef WEIGHT
#define WEIGHT 0.1 * (double)(i % 7)
#endif
#ifndef LOAD
#define LOAD load
#endif
#ifndef IN_LOAD
#define IN_LOAD
#endif

// The data: four samples of two numbers.
#ifndef SET
#define SET NNRUN_TRAIN
#endif
#ifndef ELEMENT
#define ELEMENT NNRUN_DOUBLE
#endif
#ifndef DIMENSIONS
#define DIMENSIONS 2
#endif
#ifndef SHAPE
#define SHAPE 4, 2
#endif
#ifndef INPUT
#define INPUT 0.25 * (double)i
#endif
#ifndef LABELS
#define LABELS 4
#endif
#ifndef LABEL
#define LABEL (int32_t)(i % 2)
#endif
#ifndef CLASS_COUNT
#define CLASS_COUNT 2
#endif
#ifndef CLASS
#define CLASS "right"
#endif
#ifndef AFTER_LOAD
#define AFTER_LOAD
#endif

static const nnrun_host *nn;

static int create(nnrun_call *call, void **self) {
  (void)call;
  *self = &nn;
  IN_CREATE;
  return 0;
}

static void forward(const void *self, size_t count, const double *z, double *a) {
  (void)self;
  IN_FORWARD;
  for (size_t i = 0; i < count; i++) a[i] = z[i];
}

static void backward(const void *self, size_t count, const double *z, const double *a,
                     double *delta) {
  (void)self, (void)count, (void)z, (void)a, (void)delta;
}

static double cost(const void *self, size_t count, const double *a, const double *y) {
  (void)self;
  double cost = 0;
  for (size_t i = 0; i < count; i++) cost += (a[i] - y[i]) * (a[i] - y[i]);
  return cost;
}

static void gradient(const void *self, size_t count, const double *a, const double *y,
                     double *delta) {
  (void)self;
  for (size_t i = 0; i < count; i++) delta[i] = 2 * (a[i] - y[i]);
}

static int initialize(const void *self, nnrun_call *call, const nnrun_layer *layer,
                      double *weights) {
  (void)self, (void)call;
  for (int64_t i = 0; i < layer->outputs * (layer->inputs + 1); i++) weights[i] = WEIGHT;
  return 0;
}

static int load(const void *self, nnrun_call *call, uint64_t seed) {
  (void)self, (void)seed;
  IN_LOAD;
  int64_t shape[] = {SHAPE};
  double *inputs = nn->inputs(call, SET, ELEMENT, DIMENSIONS, shape);
  if (!inputs) return 1;
  for (int64_t i = 0; i < shape[0] * shape[1]; i++) inputs[i] = INPUT;
  int32_t *classes = nn->classes(call, SET, LABELS);
  if (!classes) return 1;
  for (int64_t i = 0; i < LABELS; i++) classes[i] = LABEL;
  const char *names[] = {"left", CLASS};
  if (nn->class_names(call, CLASS_COUNT, names)) return 1;
  AFTER_LOAD;
  return 0;
}

// Functions that a test names instead of NULL.
static void destroy_by_crash(void *self) {
  (void)self;
  *(volatile int *)0 = 1;
}

static int name_other_file(const void *self, nnrun_call *call) {
  (void)self;
  return nn->file(call, "/etc/hostname");
}

static int note_in_samples(const void *self, nnrun_call *call, const char *path,
                           const char *targets_path) {
  (void)self, (void)path, (void)targets_path;
  return nn->note(call, "noted");
}

static const nnrun_parameter parameters[] = {{PARAMETER}};
static const nnrun_parameter loader_parameters[] = {{PARAMETER}, FILES};

#define ABOUT(its_name)                                                                           \
  {.name = its_name, .summary = SUMMARY, .parameters = parameters,                                \
   .parameter_count = PARAMETER_COUNT, .create = CREATE}

static const nnrun_activation activations[] = {
  {.about = ABOUT(NAME), .forward_f64 = FORWARD, .backward_f64 = backward},
  {.about = ABOUT(OTHER), .forward_f64 = FORWARD, .backward_f64 = backward},
};

static const nnrun_loss losses[] = {
  {.about = ABOUT(NAME), .is_for_classification = 1, .cost_f64 = COST, .gradient_f64 = gradient},
};

static const nnrun_initializer initializers[] = {
  {.about = ABOUT(NAME), .initialize = INITIALIZE},
};

static const nnrun_loader loaders[] = {
  {.about = {.name = NAME, .summary = SUMMARY, .parameters = loader_parameters,
             .parameter_count = FILE_COUNT + PARAMETER_COUNT, .create = CREATE, .destroy = DESTROY},
   .files = FILES_FUNCTION, .load = LOAD, .samples = SAMPLES},
};

static const nnrun_library library = {
  .activations = ACTIVATIONS,
  .activation_count = ACTIVATION_COUNT,
  .losses = losses,
  .loss_count = 1,
  .initializers = initializers,
  .initializer_count = 1,
  .loaders = loaders,
  .loader_count = 1,
};

NNRUN_EXPORT const nnrun_library *ENTRY(const nnrun_host *host) {
  nn = host;
  IN_ENTRY;
  return &library;
}
