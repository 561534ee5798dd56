# ---- the code: the same in every script ----

set -uf
IFS=$' \t\n'
export LC_ALL=C

at_once=16
longest_answer=65536 # octets of an answer that are looked at
longest_seen=400     # octets of what a server says that are told

give_up() { # why
  printf '%s\n' "$1" >&2
  exit 2
}

[ "${BASH_VERSINFO[0]}" -ge 4 ] || give_up "this script needs bash 4"
for tool in cat date getent head mkfifo mktemp rm timeout tr wc; do
  command -v "$tool" >/dev/null || give_up "this script needs the command $tool"
done

# Sets moment, in milliseconds. A process for it would take as long as many a step.
now() {
  moment=${EPOCHREALTIME-}
  if [ -n "$moment" ]; then
    moment=${moment//[!0-9]/}
    moment=${moment%???}
  else
    moment=$(date +%s%3N)
  fi
}

# Sets seconds, as timeout takes them.
in_seconds() { printf -v seconds '%d.%03d' "$(($1 / 1000))" "$(($1 % 1000))"; } # milliseconds

# Sets escaped. What a server said is hostile: ASCII stays, any other octet is written as the character of its number.
json() { # text
  local text=${1:0:longest_seen} character code i
  escaped=''
  for ((i = 0; i < ${#text}; i++)); do
    character=${text:i:1}
    case $character in
      [\"\\]) escaped+=\\$character ;;
      [[:print:]]) escaped+=$character ;;
      *)
        printf -v code '%d' "'$character"
        printf -v code '\\u%04x' "$((code & 255))"
        escaped+=$code
        ;;
    esac
  done
}

# Writes a rung down; succeeds where it has no fault.
step() { # rung fault seen
  now
  [ "$moment" -ge "$began" ] || moment=$began
  json "$3"
  steps+=${steps:+,}'{"rung":"'$1'","milliseconds":'$((moment - began))',"fault":"'$2'","seen":"'$escaped'"}'
  began=$moment
  [ -z "$2" ]
}

skip() { # rung why
  json "$2"
  steps+=${steps:+,}'{"rung":"'$1'","milliseconds":0,"fault":"","seen":"","skipped":"'$escaped'"}'
}

# Whether an address is that of no server.
is_sinkhole() { # address
  local address=$1
  [[ $address != ::ffff:*.* ]] || address=${address#::ffff:}
  case $address in
    127.* | ::1) [ "$servers_here" = no ] ;;
    0.0.0.0 | :: | 169.254.* | 22[4-9].* | 23[0-9].* | fe[89ab]?:* | ff??:*) true ;;
    192.0.2.* | 198.51.100.* | 203.0.113.*) true ;;
    *) false ;;
  esac
}

# Sets addresses, those of IPv4 first.
look_up() {
  local answer status address rest old=() recent=() sinkhole=yes
  answer=$(timeout "$patience" getent ahosts "$host" </dev/null 2>/dev/null)
  status=$?
  while read -r address rest; do
    case " ${old[*]-} ${recent[*]-} " in *" $address "*) continue ;; esac
    case $address in
      '') ;;
      *:*) recent+=("$address") ;;
      *) old+=("$address") ;;
    esac
  done <<<"$answer"
  addresses=(${old[@]+"${old[@]}"} ${recent[@]+"${recent[@]}"})
  if [ "$status" = 124 ]; then
    step dns dns-timeout ''
    return
  elif [ "${#addresses[@]}" = 0 ]; then
    step dns no-address ''
    return
  fi
  addresses=("${addresses[@]:0:64}")
  for address in "${addresses[@]}"; do
    is_sinkhole "$address" || sinkhole=no
  done
  if [ "$sinkhole" = yes ]; then step dns sinkhole "${addresses[*]}"; else step dns '' "${addresses[*]}"; fi
}

# Sets address to the first one that accepts.
connect() {
  local i left seconds fault status said first_fault='' first_address=''
  local end=$((began + limit))
  for ((i = 0; i < ${#addresses[@]}; i++)); do
    address=${addresses[i]}
    now
    left=$((end - moment))
    # the last address gets what the others leave
    [ "$((i + 1))" = "${#addresses[@]}" ] || left=$((left / 2))
    [ "$left" -ge 1 ] || left=1
    in_seconds "$left"
    # shellcheck disable=SC2016
    said=$(timeout "$seconds" "$BASH" -c 'exec 3<>"/dev/tcp/$1/$2"' - "$address" "$port" 2>&1 </dev/null)
    status=$?
    if [ "$status" = 0 ]; then
      # as openssl takes it
      case $address in *:*) place="[$address]:$port" ;; *) place=$address:$port ;; esac
      step tcp '' "$address"
      return
    fi
    case $said in
      *refused* | *"not permitted"* | *"ermission denied"*) fault=tcp-refused ;;
      *unreachable* | *"No route"* | *"Cannot assign"* | *"not supported"*) fault=unreachable ;;
      *"timed out"*) fault=tcp-timeout ;;
      *) fault=tcp-reset ;;
    esac
    [ "$status" != 124 ] || fault=tcp-timeout
    [ -n "$first_fault" ] || first_fault=$fault first_address=$address
  done
  step tcp "$first_fault" "$first_address"
}

secure() {
  local status line said='' fault='' protocol='' issuer='' reason='' errors=' '
  timeout "$patience" openssl s_client -connect "$place" -servername "$host" -verify_hostname "$host" \
    </dev/null >"$own.tls" 2>&1
  status=$?
  while IFS= read -r line; do
    case $line in
      issuer=*) issuer=${issuer:-${line#issuer=}} ;;
      "verify error:num="*) line=${line#*num=} errors+="${line%%:*} " ;;
      *", Cipher is (NONE)") ;;
      *", Cipher is "*) line=${line#*, } protocol=${protocol:-${line%%,*}} ;;
      # without the number of the thread
      *:error:*) reason=${line#*:error:} said+=$line ;;
      *errno=*) reason=${reason:-$line} said+=$line ;;
    esac
  done <"$own.tls"
  if [ -n "$protocol" ]; then
    # the first thing that is wrong: the days (9 and 10), then who has signed, then the name (62)
    case $errors in
      ' ') ;;
      *' 9 '* | *' 10 '*) fault=expired ;;
      *)
        fault='wrong-name'
        for line in $errors; do
          [ "$line" = 62 ] || fault=intercepted
        done
        ;;
    esac
    step tls "$fault" "$protocol, $issuer"
  elif [ "$status" = 124 ]; then
    step tls tls-timeout ''
  else
    case $said in
      *"alert number"* | *errno=* | *eof* | *EOF* | *reset* | *closed*) step tls tls-reset "$reason" ;;
      *) step tls no-tls "$reason" ;;
    esac
  fi
}

# Reads an answer from standard input: sets code, location and whole, and writes the body to $own.body.
read_answer() {
  local line room=$longest_answer length='' got
  code='' location='' whole=no
  : >"$own.body"
  while [ "$room" -gt 0 ]; do
    IFS= read -r -n "$room" line || [ -n "$line" ] || return 0
    room=$((room - ${#line} - 1))
    line=${line%$'\r'}
    if [ -z "$code" ]; then
      [[ $line =~ ^HTTP/1\.[01]\ ([1-9][0-9][0-9])(\ .*)?$ ]] || return 0
      code=${BASH_REMATCH[1]}
    elif [ -z "$line" ]; then
      break
    elif [[ ${line,,} =~ ^content-length:[[:space:]]*([0-9]{1,9})[[:space:]]*$ ]]; then
      length=${length:-$((10#${BASH_REMATCH[1]}))}
    elif [[ ${line,,} == location:* && -z $location ]]; then
      [[ ${line#*:} =~ ^[[:space:]]*(.*[^[:space:]])?[[:space:]]*$ ]]
      location=${BASH_REMATCH[1]}
    fi
  done
  [ "$room" -gt 0 ] || { whole=yes && return; }
  [ -n "$length" ] && [ "$length" -lt "$room" ] || length=$room
  head -c "$length" >"$own.body"
  got=$(wc -c <"$own.body")
  [ "$got" -lt "$length" ] || whole=yes
}

request() {
  printf 'GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: sallyport-check\r\nAccept: */*\r\nConnection: close\r\n\r\n' \
    "${path:-/}" "$host"
}

# What follows takes the place of the shell that runs it: to end it is to end the connection.
ask_plainly() {
  # shellcheck disable=SC2016
  exec timeout "$patience" "$BASH" -c \
    'exec 3<>"/dev/tcp/$1/$2" && cat "$3" >&3 && exec cat <&3' - "$address" "$port" "$own.request"
}

ask_in_tls() {
  exec timeout "$patience" openssl s_client -quiet -connect "$place" -servername "$host" <"$own.request"
}

is_near() { # host
  [[ $1 == "$host" ]] || [[ -n $owner && ($1 == "$owner" || $1 == *."$owner") ]]
}

# Whether the answer sends to somebody else's server: a vendor sends from one of its own names to another.
leads_away() {
  [[ $location =~ ^([A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#]*) ]] || return
  local other=${BASH_REMATCH[2],,}
  other=${other##*@}
  [[ ! $other =~ ^(.*):[0-9]*$ ]] || other=${BASH_REMATCH[1]}
  other=${other%.}
  [ -n "$other" ] && ! is_near "$other"
}

judge() {
  local body fault=''
  if [[ $code == 407 || $code == 511 || ($code == 401 && -z $path) ]]; then
    fault=log-in
  elif [ -n "$expected" ]; then
    body=$(tr -d '\000 \t\n\013\f\r"' <"$own.body")
    body=${body,,}
    [[ $body == *"$expected"* ]] || fault='other-answer'
  elif leads_away; then
    fault=log-in
  fi
  step http "$fault" "$code${location:+ $location}"
}

ask() { # ask_plainly or ask_in_tls
  local code location whole pid status said
  request >"$own.request"
  mkfifo "$own.answer"
  "$1" >"$own.answer" 2>"$own.said" </dev/null &
  pid=$!
  read_answer <"$own.answer"
  # who has all of an answer does not wait until the server hangs up
  [ "$whole" = no ] || kill "$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  status=$?
  IFS= read -r -d '' said <"$own.said"
  if [ "$whole" = yes ]; then
    judge
  elif [ "$status" = 124 ]; then
    step http http-timeout "$code"
  elif [[ $status == 141 || $said == *reset* || $said == *"Broken pipe"* || $said == *refused* || $said == *errno=104* ]]; then
    step http http-reset "$code"
  elif [ -z "$code" ]; then
    step http no-http ''
  else
    judge
  fi
}

climb() { # number host port speech path expected owner
  local own=$work/$1 host=$2 port=$3 speech=$4 path=$5 expected=$6 owner=$7 steps='' addresses=() address='' place='' moment began
  now
  began=$moment
  if look_up && connect; then
    case $speech in
      http) ask ask_plainly ;;
      tls)
        if [ -n "$no_tls" ]; then
          skip tls "$no_tls"
          [ -z "$path" ] || skip http "$no_tls"
        elif secure && [ -n "$path" ]; then
          ask ask_in_tls
        fi
        ;;
    esac
  fi
  printf '{"host":"%s","port":%s,"steps":[%s]}\n' "$host" "$port" "$steps" >"$own.line"
}

# Why TLS cannot be tried here; nothing where it can.
why_no_tls() {
  local folder
  if ! command -v openssl >/dev/null; then
    printf 'openssl is not here'
  elif [[ $(openssl s_client -help 2>&1 </dev/null) != *verify_hostname* ]]; then
    printf 'this openssl cannot check a name'
  else
    folder=$(openssl version -d)
    folder=${folder#*\"}
    folder=${folder%\"*}
    [ -s "${SSL_CERT_FILE:-$folder/cert.pem}" ] || compgen -G "${SSL_CERT_DIR:-$folder/certs}/*.0" >/dev/null \
      || printf 'openssl has no public authorities here (the package ca-certificates)'
  fi
}

clean_up() {
  local pid
  for pid in $(jobs -pr); do kill "$pid" 2>/dev/null; done
  wait
  rm -rf -- "$work"
}

progress() {
  [ ! -t 2 ] || printf '\r%s of %s ' "$ended" "$count" >&2
}

work=$(mktemp -d) || give_up "no temporary folder can be made"
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

began_at=$(date -u +%Y-%m-%dT%H:%M:%SZ)
in_seconds "$limit"
patience=$seconds
no_tls=$(why_no_tls)
count=$((${#aims[@]} / 6))
ended=0 # climbs whose place is free again
mkfifo "$work/places"
exec 9<>"$work/places"
for ((i = 0; i < count; i++)); do
  if [ "$((i - ended))" -ge "$at_once" ]; then
    read -r -n 1 -u 9
    ended=$((ended + 1))
    progress
  fi
  {
    climb "$i" "${aims[@]:i * 6:6}"
    printf . >&9
  } &
done
while [ "$ended" -lt "$count" ]; do
  read -r -n 1 -u 9
  ended=$((ended + 1))
  progress
done
wait
[ ! -t 2 ] || printf '\r\033[K' >&2

faults=0
json "$HOSTNAME"
printf '{"sallyport":1,"site":"%s","shell":"bash","host":"%s","time":"%s"}\n' \
  "$site" "$escaped" "$began_at"
for ((i = 0; i < count; i++)); do
  line=$(<"$work/$i.line") || give_up "a result could not be written to the temporary folder"
  [[ $line != *'"fault":"'[a-z]* ]] || faults=$((faults + 1))
  printf '%s\n' "$line"
done
printf '{"end":%s}\n' "$count"
printf '%s of %s servers are reached%s\n' "$((count - faults))" "$count" "${no_tls:+; TLS was not tried: $no_tls}" >&2
[ "$faults" = 0 ]
