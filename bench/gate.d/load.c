/*
 * Loads a forward proxy over loopback for bench/gate; serve.c answers behind it.
 *
 *   load rate  PATH SECONDS CLIENTS      opens tunnels, each as soon as its client has closed the one before
 *   load paced PATH SECONDS RATE         opens tunnels at fixed times, whatever the proxy does
 *   load bulk  PATH SECONDS TUNNELS      reads streams
 *   load idle  PATH TUNNELS              opens tunnels and holds them until its input ends
 *   load watch PATH RATE NAME PID NEW FILE    watches tunnels before and after NEW has become FILE and PID has got a SIGHUP,
 *                                             which lets NAME through
 *   load cold  PATH CLIENTS RATE COMMAND...   starts a command and waits until it serves so many tunnels a second
 *
 * A PATH is VIA,TARGET for a proxy at port VIA that is asked by CONNECT for names h0.bench.test to h15.bench.test at the
 * port TARGET; VIA alone for what needs no CONNECT; =PORT for the server itself, at the addresses of those names.
 * Each command prints one line of numbers. Exit status 1: it could not be measured.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    ADDRESSES = 16,      /* sources and targets; a pair of addresses alone runs out of ports */
    MESSAGE = 100,       /* octets each way through a new tunnel */
    CHUNK = 1 << 20,
    PATIENCE = 10,       /* seconds for any answer; what takes longer counts as failed */
    PACERS = 64,
    LONGEST_RELOAD = 90, /* seconds */
    MOST_THREADS = 256,
    MOST_SAMPLES = 1 << 22
};

typedef long long nanos;
static const nanos SECOND = 1000000000LL, MILLI = 1000000LL;

struct path {
    int via;       /* port to connect to */
    int target;    /* port to ask for, 0 for no CONNECT */
    bool spread;   /* connect to the addresses of the names instead of 127.0.0.1 */
};

static void die(const char *what) {
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void refuse(const char *why) {
    fprintf(stderr, "load: %s\n", why);
    exit(1);
}

static nanos now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

static void sleep_until(nanos when) {
    struct timespec t = {when / SECOND, when % SECOND};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR) continue;
}

static pthread_t spawn(void *(*body)(void *), void *argument) {
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 256 << 10);
    if ((errno = pthread_create(&thread, &attributes, body, argument))) die("pthread_create");
    pthread_attr_destroy(&attributes);
    return thread;
}

static int number(const char *text, int least, int most) {
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (errno || end == text || *end || value < least || value > most) {
        fprintf(stderr, "load: %s is no number from %d to %d\n", text, least, most);
        exit(2);
    }
    return (int) value;
}

static struct path path_of(char *text) {
    struct path path = {0};
    if (*text == '=') {
        path.spread = true;
        path.via = number(text + 1, 1, 65535);
        return path;
    }
    char *comma = strchr(text, ',');
    if (comma) {
        *comma = 0;
        path.target = number(comma + 1, 1, 65535);
    }
    path.via = number(text, 1, 65535);
    return path;
}

/* ---- a tunnel ---- */

/* The address 127.0.BLOCK.1 to 127.0.BLOCK.16; the names' are in block 2, the clients' in block 1. */
static struct sockaddr_in address_of(unsigned block, unsigned turn, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t) port)};
    address.sin_addr.s_addr = htonl(0x7f000000u | block << 8 | (turn % ADDRESSES + 1));
    return address;
}

/* Asks for a tunnel: the status that the proxy answers with, 0 where it gave none. */
static int ask(int tunnel, const char *name, int port) {
    char text[1024];
    int length = snprintf(text, sizeof text, "CONNECT %s:%d HTTP/1.1\r\nHost: %s:%d\r\n\r\n", name, port, name, port);
    if (send(tunnel, text, (size_t) length, 0) != length) return 0;
    size_t have = 0;
    while (have < sizeof text - 1) {
        ssize_t more = recv(tunnel, text + have, sizeof text - 1 - have, 0);
        if (more <= 0) return 0;
        have += (size_t) more;
        text[have] = 0;
        int status = 0;
        if (strstr(text, "\r\n\r\n")) return sscanf(text, "HTTP/%*d.%*d %d", &status) == 1 ? status : 0;
    }
    return 0;
}

static int connect_to(const struct path *path, unsigned turn) {
    int tunnel = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (tunnel < 0) return -1;
    struct timeval patience = {.tv_sec = PATIENCE};
    int yes = 1;
    setsockopt(tunnel, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(tunnel, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    setsockopt(tunnel, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    struct sockaddr_in from = address_of(1, turn / ADDRESSES, 0);
    struct sockaddr_in to = path->spread ? address_of(2, turn, path->via) : address_of(0, 0, path->via);
    if (bind(tunnel, (struct sockaddr *) &from, sizeof from)
            || connect(tunnel, (struct sockaddr *) &to, sizeof to)) {
        close(tunnel);
        return -1;
    }
    return tunnel;
}

static int open_tunnel(const struct path *path, unsigned turn) {
    int tunnel = connect_to(path, turn);
    if (tunnel < 0 || !path->target) return tunnel;
    char name[32];
    snprintf(name, sizeof name, "h%u.bench.test", turn % ADDRESSES);
    if (ask(tunnel, name, path->target) == 200) return tunnel;
    close(tunnel);
    return -1;
}

static bool echoes(int tunnel) {
    char octets[MESSAGE];
    memset(octets, 'E', sizeof octets);
    return send(tunnel, octets, sizeof octets, 0) == MESSAGE
        && recv(tunnel, octets, sizeof octets, MSG_WAITALL) == MESSAGE;
}

/* One whole tunnel. */
static bool passes(const struct path *path, unsigned turn) {
    int tunnel = open_tunnel(path, turn);
    if (tunnel < 0) return false;
    bool passed = echoes(tunnel);
    close(tunnel);
    return passed;
}

/* ---- durations ---- */

static nanos samples[MOST_SAMPLES];
static atomic_int sampled, failed;

static void sample(nanos duration) {
    int at = atomic_fetch_add(&sampled, 1);
    if (at < MOST_SAMPLES) samples[at] = duration;
}

static int shorter(const void *one, const void *other) {
    nanos a = *(const nanos *) one, b = *(const nanos *) other;
    return (a > b) - (a < b);
}

/* Sorts the samples and gives their number. */
static int sorted(void) {
    int count = atomic_load(&sampled);
    if (count > MOST_SAMPLES) refuse("too many samples");
    qsort(samples, (size_t) count, sizeof *samples, shorter);
    return count;
}

static double quantile(int count, double share) {
    return count ? (double) samples[(int) (share * (count - 1))] / (double) MILLI : 0;
}

/* ---- new tunnels ---- */

static struct path path;
static int threads, rate;
static nanos begin, end;

static void *open_and_close(void *argument) {
    unsigned turn = (unsigned) (long) argument * 7919;
    for (nanos before = now(); before < end; turn++) {
        bool passed = passes(&path, turn);
        nanos after = now();
        if (!passed) atomic_fetch_add(&failed, 1);
        else sample(after - before);
        before = after;
    }
    return NULL;
}

/* Prints tunnels a second, failed ones, and milliseconds of the median and the 99th of 100. */
static void run_rate(int seconds) {
    pthread_t all[MOST_THREADS];
    begin = now();
    end = begin + seconds * SECOND;
    for (long i = 0; i < threads; i++) all[i] = spawn(open_and_close, (void *) i);
    for (int i = 0; i < threads; i++) pthread_join(all[i], NULL);
    double took = (double) (now() - begin) / (double) SECOND;
    int count = sorted();
    printf("%.0f %d %.3f %.3f\n", count / took, atomic_load(&failed), quantile(count, .5), quantile(count, .99));
}

/* Counts from the time at which a tunnel was due: a proxy that stalls may not hide the tunnels that had to wait. */
static void *open_when_due(void *argument) {
    long me = (long) argument;
    prctl(PR_SET_TIMERSLACK, 1);
    for (long i = me;; i += PACERS) {
        nanos due = begin + i * SECOND / rate;
        if (due >= end) return NULL;
        sleep_until(due);
        if (!passes(&path, (unsigned) i)) atomic_fetch_add(&failed, 1);
        else sample(now() - due);
    }
}

/* Prints as run_rate. */
static void run_paced(int seconds) {
    pthread_t all[PACERS];
    begin = now() + 20 * MILLI;
    end = begin + seconds * SECOND;
    for (long i = 0; i < PACERS; i++) all[i] = spawn(open_when_due, (void *) i);
    for (int i = 0; i < PACERS; i++) pthread_join(all[i], NULL);
    double took = (double) (now() - begin) / (double) SECOND;
    int count = sorted();
    printf("%.0f %d %.3f %.3f\n", count / took, atomic_load(&failed), quantile(count, .5), quantile(count, .99));
}

/* ---- bulk ---- */

static atomic_llong received;
static atomic_bool finished;

static void *read_stream(void *argument) {
    int tunnel = open_tunnel(&path, (unsigned) (long) argument);
    if (tunnel < 0 || send(tunnel, "S", 1, 0) != 1) refuse("no tunnel for a stream");
    while (!atomic_load_explicit(&finished, memory_order_relaxed)) {
        /* MSG_TRUNC: the octets are let fall, for copying them would be the generator's cost */
        ssize_t length = recv(tunnel, NULL, CHUNK, MSG_TRUNC);
        if (length <= 0) refuse("a stream broke off");
        atomic_fetch_add_explicit(&received, length, memory_order_relaxed);
    }
    close(tunnel);
    return NULL;
}

/* Prints millions of octets a second. */
static void run_bulk(int seconds) {
    pthread_t all[MOST_THREADS];
    for (long i = 0; i < threads; i++) all[i] = spawn(read_stream, (void *) i);
    sleep_until(now() + 300 * MILLI);
    begin = now();
    long long before = atomic_load(&received);
    sleep_until(begin + seconds * SECOND);
    double took = (double) (now() - begin) / (double) SECOND;
    long long after = atomic_load(&received);
    atomic_store(&finished, true);
    for (int i = 0; i < threads; i++) pthread_join(all[i], NULL);
    printf("%.0f\n", (double) (after - before) / 1e6 / took);
}

/* ---- tunnels that stay ---- */

static int *held, holding;
static atomic_int next;

static void *open_and_hold(void *argument) {
    (void) argument;
    for (int i; (i = atomic_fetch_add(&next, 1)) < holding;) {
        held[i] = open_tunnel(&path, (unsigned) i);
        if (held[i] >= 0 && echoes(held[i])) continue;
        if (held[i] >= 0) close(held[i]);
        held[i] = -1;
    }
    return NULL;
}

/* Opens them with eight threads and gives how many there are. */
static int hold(int count) {
    pthread_t all[8];
    int open = 0;
    holding = count;
    held = calloc((size_t) count, sizeof *held);
    if (!held) die("calloc");
    for (int i = 0; i < 8; i++) all[i] = spawn(open_and_hold, NULL);
    for (int i = 0; i < 8; i++) pthread_join(all[i], NULL);
    for (int i = 0; i < count; i++) open += held[i] >= 0;
    return open;
}

static int still_echo(void) {
    int echoing = 0;
    for (int i = 0; i < holding; i++) echoing += held[i] >= 0 && echoes(held[i]);
    return echoing;
}

/* Prints how many are open; at the end of the input, how many of them still echo. */
static void run_idle(int tunnels) {
    char octet;
    printf("%d\n", hold(tunnels));
    fflush(stdout);
    while (read(0, &octet, 1) > 0) continue;
    printf("%d\n", still_echo());
}

/* ---- a reload ---- */

struct window {
    atomic_llong gap;      /* longest time between two answers of the tunnel that is pinged */
    atomic_llong opening;  /* longest time of a new tunnel, from when it was due */
    atomic_int pings, tunnels, failed;
};
static struct window windows[3];          /* warming up, before, after */
static _Atomic(struct window *) window = &windows[0];
static atomic_int pings_lost;

static void lengthen(atomic_llong *longest, nanos duration) {
    long long known = atomic_load(longest);
    while (duration > known && !atomic_compare_exchange_weak(longest, &known, duration)) continue;
}

static void *ping(void *argument) {
    (void) argument;
    prctl(PR_SET_TIMERSLACK, 1);
    int tunnel = open_tunnel(&path, 1);
    if (tunnel < 0) refuse("no tunnel to ping");
    for (nanos last = now(); !atomic_load(&finished);) {
        sleep_until(last + MILLI);
        if (!echoes(tunnel)) {
            atomic_fetch_add(&pings_lost, 1);
            break;
        }
        nanos answered = now();
        struct window *in = atomic_load(&window);
        atomic_fetch_add(&in->pings, 1);
        lengthen(&in->gap, answered - last);
        last = answered;
    }
    close(tunnel);
    return NULL;
}

static void *open_while_watching(void *argument) {
    prctl(PR_SET_TIMERSLACK, 1);
    for (long i = (long) argument; !atomic_load(&finished); i += PACERS) {
        nanos due = begin + i * SECOND / rate;
        sleep_until(due);
        bool passed = passes(&path, (unsigned) i);
        /* what was under way at the signal may have been held up by it */
        struct window *in = atomic_load(&window);
        atomic_fetch_add(passed ? &in->tunnels : &in->failed, 1);
        lengthen(&in->opening, now() - due);
    }
    return NULL;
}

static bool lets_through(const char *name) {
    int tunnel = connect_to(&path, 0);
    if (tunnel < 0) return false;
    int status = ask(tunnel, name, path.target);
    close(tunnel);
    return status == 200;
}

static void print_window(const struct window *in) {
    printf("%d %.1f %d %d %.1f ", atomic_load(&in->pings), (double) atomic_load(&in->gap) / (double) MILLI,
        atomic_load(&in->tunnels), atomic_load(&in->failed), (double) atomic_load(&in->opening) / (double) MILLI);
}

/*
 * Prints for the five seconds before, and for the time from the signal until a second after the name is let through:
 * pings, their longest gap in ms, new tunnels, failed ones, their longest opening in ms; then the seconds from the signal
 * until the name is let through (behind > where it was not by then), and how many are lost of the 500 tunnels that were
 * held and of the one that was pinged.
 */
static void run_watch(const char *name, pid_t pid, const char *new, const char *file) {
    pthread_t all[PACERS + 1];
    int open = hold(500);
    if (open < 500) refuse("not all tunnels opened that are to be held");
    if (lets_through(name)) refuse("the name is let through before the reload");
    begin = now() + 20 * MILLI;
    for (long i = 0; i < PACERS; i++) all[i] = spawn(open_while_watching, (void *) i);
    all[PACERS] = spawn(ping, NULL);
    sleep_until(begin + SECOND);
    atomic_store(&window, &windows[1]);
    sleep_until(begin + 6 * SECOND);
    atomic_store(&window, &windows[2]);
    nanos signalled = now();
    /* not before: a proxy may read a file as soon as it changes */
    if (rename(new, file)) die("rename");
    if (kill(pid, SIGHUP)) die("kill");
    bool in_force = false;
    while (!(in_force = lets_through(name)) && now() - signalled < LONGEST_RELOAD * SECOND)
        sleep_until(now() + 50 * MILLI);
    double took = (double) (now() - signalled) / (double) SECOND;
    sleep_until(now() + SECOND);
    atomic_store(&finished, true);
    for (int i = 0; i <= PACERS; i++) pthread_join(all[i], NULL);
    print_window(&windows[1]);
    print_window(&windows[2]);
    printf("%s%.1f %d\n", in_force ? "" : ">", took, open - still_echo() + atomic_load(&pings_lost));
}

/* ---- a cold start ---- */

static void *try_and_retry(void *argument) {
    unsigned turn = (unsigned) (long) argument * 7919;
    for (; !atomic_load(&finished); turn++) {
        if (passes(&path, turn)) atomic_fetch_add(&sampled, 1);
        else sleep_until(now() + 10 * MILLI);
    }
    return NULL;
}

/* Prints the seconds from the start of the command to its first tunnel, and to the end of the first fifth of a second in
   which it served tunnels at the rate. */
static void run_cold(char **command) {
    enum { EVERY = 20, SPAN = 10, MOST = 30000 / EVERY };
    static int counts[MOST];
    pthread_t all[MOST_THREADS];
    nanos started = now();
    pid_t child = fork();
    if (child < 0) die("fork");
    if (!child) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(2, 1);
        execvp(command[0], command);
        _exit(127);
    }
    for (long i = 0; i < threads; i++) all[i] = spawn(try_and_retry, (void *) i);
    double first = 0, reached = 0;
    for (int i = 0; i < MOST && !reached; i++) {
        sleep_until(started + (i + 1) * EVERY * MILLI);
        counts[i] = atomic_load(&sampled);
        double at = (double) (now() - started) / (double) SECOND;
        if (!first && counts[i]) first = at;
        int before = i < SPAN ? 0 : counts[i - SPAN];
        if (counts[i] - before >= rate * SPAN * EVERY / 1000) reached = at;
    }
    atomic_store(&finished, true);
    for (int i = 0; i < threads; i++) pthread_join(all[i], NULL);
    kill(child, SIGTERM);
    for (int i = 0; waitpid(child, NULL, WNOHANG) == 0; i++) {
        if (i == 500) kill(child, SIGKILL);
        sleep_until(now() + 10 * MILLI);
    }
    if (!reached) refuse("the rate was not reached within 30 s");
    printf("%.2f %.2f\n", first, reached);
}

int main(int count, char **words) {
    signal(SIGPIPE, SIG_IGN);
    const char *mode = count > 3 ? words[1] : "";
    if (count > 3) path = path_of(words[2]);
    if (!strcmp(mode, "rate") && count == 5) {
        threads = number(words[4], 1, MOST_THREADS);
        run_rate(number(words[3], 1, 60));
    } else if (!strcmp(mode, "paced") && count == 5) {
        rate = number(words[4], 1, 1000000);
        run_paced(number(words[3], 1, 60));
    } else if (!strcmp(mode, "bulk") && count == 5) {
        threads = number(words[4], 1, MOST_THREADS);
        run_bulk(number(words[3], 1, 60));
    } else if (!strcmp(mode, "idle") && count == 4) {
        run_idle(number(words[3], 1, 100000));
    } else if (!strcmp(mode, "watch") && count == 8) {
        rate = number(words[3], 1, 1000000);
        run_watch(words[4], (pid_t) number(words[5], 2, 1 << 22), words[6], words[7]);
    } else if (!strcmp(mode, "cold") && count > 5) {
        threads = number(words[3], 1, MOST_THREADS);
        rate = number(words[4], 1, 1000000);
        run_cold(words + 5);
    } else {
        fprintf(stderr, "load: what to do? The head of load.c tells\n");
        return 2;
    }
    return 0;
}
