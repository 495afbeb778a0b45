// Runs a command and writes what it took into a file, as one line of JSON.
//
// The peak memory of a process starts at that of the process it was forked from, so that this
// one has to be small: a Python of 15 MB would hide whatever takes less.
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time) {
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int count, char **words) {
  if (count < 3) {
    fprintf(stderr, "usage: benchmark-launch FILE COMMAND [WORD…]\n");
    return 2;
  }
  double start = now();
  pid_t child = fork();
  if (child < 0) return 2;
  if (child == 0) {
    execvp(words[2], words + 2);
    _exit(127);
  }
  int status = 0;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child) return 2;
  double wall = now() - start;
  FILE *file = fopen(words[1], "w");
  if (!file) return 2;
  fprintf(
      file, "{\"wall\": %.6f, \"user\": %.6f, \"system\": %.6f, \"peak\": %ld, \"status\": %d}\n",
      wall, seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss,
      WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return fclose(file) ? 2 : 0;
}
