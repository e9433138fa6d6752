# Ends what one run of the parts has started and removes its folder, as soon as the tool that opened the run is gone: the tool holds the
# other end of our standard input and never writes, so the end of the input is the end of the tool, in whatever way it died.
#
#   sh watchdog.sh open <run>     makes the folder, says "watching", waits for the tool's end, then ends the run
#   sh watchdog.sh sweep <run>    ends a run whose watchdog died too
#
# A process belongs to a run if its environment says so. That holds for the children of its children, and no foreign process that
# happens to have got an old pid is ever hit.
run=$2
mark="OFFLINE_PUSH_RUN=$run"

members() {
  if [ -d /proc/self ]; then
    grep -lsF -- "$mark" /proc/[0-9]*/environ | cut -d/ -f3
  else
    ps -Axww -E -o pid=,command= | grep -F -- "$mark" | grep -vF 'grep -F' | while read -r pid rest; do echo "$pid"; done
  fi
}

signal_members() {
  for pid in $(members); do kill "-$1" "$pid" 2>/dev/null; done
}

# Waits up to $1 tenths of a second until nobody is left. A child that was just being forked counts from its exec on: look twice.
nobody_left() {
  tenths=$1
  while [ "$tenths" -gt 0 ]; do
    if [ -z "$(members)" ]; then
      sleep 0.1
      [ -z "$(members)" ] && return 0
    fi
    sleep 0.1
    tenths=$((tenths - 1))
  done
  return 1
}

if [ "$1" = open ]; then
  mkdir "$run.new" && echo $$ >"$run.new/watchdog.pid" && mv "$run.new" "$run" || exit 1
  echo watching
  exec >/dev/null
  cat >/dev/null
fi

# INT lets PostgreSQL give its shared memory back; who is frozen, deaf or slow gets KILL. What survives that hangs in the system itself.
if ! nobody_left 1; then
  signal_members INT
  signal_members CONT
  for attempt in 1 2 3 4 5; do
    nobody_left 10 && break
    signal_members KILL
  done
fi

while read -r folder; do
  [ -n "$folder" ] && rm -rf -- "$folder"
done 2>/dev/null <"$run/elsewhere"
rm -rf -- "$run" "$run.new"
