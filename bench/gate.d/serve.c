/*
 * Answers behind the proxies that bench/gate measures: serve PORT, at every address of the machine.
 * It echoes what comes; the octet S alone turns a connection into a stream without an end.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

enum { STREAM = 16 << 20 }; /* octets of the file that a stream repeats */

static int stream_file, listener;

static void die(const char *what) {
    fprintf(stderr, "serve: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void *stream(void *argument) {
    int connection = (int) (long) argument;
    fcntl(connection, F_SETFL, 0);
    for (off_t at = 0;; at %= STREAM)
        if (sendfile(connection, stream_file, &at, (size_t) (STREAM - at)) <= 0) break;
    close(connection);
    return NULL;
}

static void answer(int connection) {
    char octets[4096];
    ssize_t length = recv(connection, octets, sizeof octets, 0);
    if (length < 0 && errno == EAGAIN) return;
    if (length == 1 && *octets == 'S') {
        /* dup: the event loop forgets the connection when its descriptor is closed */
        int streaming = dup(connection);
        pthread_t thread;
        if (streaming >= 0 && !pthread_create(&thread, NULL, stream, (void *) (long) streaming)) pthread_detach(thread);
    } else if (length > 0 && send(connection, octets, (size_t) length, 0) == length) {
        return;
    }
    close(connection);
}

static void *serve(void *unused) {
    int events = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN | EPOLLEXCLUSIVE, .data.fd = listener};
    if (events < 0 || epoll_ctl(events, EPOLL_CTL_ADD, listener, &event)) die("epoll");
    for (;;) {
        struct epoll_event ready[64];
        int count = epoll_wait(events, ready, 64, -1);
        for (int i = 0; i < count; i++) {
            if (ready[i].data.fd != listener) {
                answer(ready[i].data.fd);
                continue;
            }
            int connection = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (connection < 0) continue;
            event = (struct epoll_event) {.events = EPOLLIN, .data.fd = connection};
            if (epoll_ctl(events, EPOLL_CTL_ADD, connection, &event)) close(connection);
        }
    }
    return unused;
}

int main(int count, char **words) {
    if (count != 2) return 2;
    signal(SIGPIPE, SIG_IGN);
    stream_file = memfd_create("stream", MFD_CLOEXEC);
    if (stream_file < 0 || ftruncate(stream_file, STREAM)) die("memfd");
    char *octets = mmap(NULL, STREAM, PROT_READ | PROT_WRITE, MAP_SHARED, stream_file, 0);
    if (octets == MAP_FAILED) die("mmap");
    for (int i = 0; i < STREAM; i++) octets[i] = (char) (i * 2654435761u >> 13);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t) atoi(words[1]))};
    int yes = 1;
    listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, (struct sockaddr *) &address, sizeof address) || listen(listener, 4096)) die("listen");
    pthread_t second;
    if (pthread_create(&second, NULL, serve, NULL)) die("pthread_create");
    serve(NULL);
}
