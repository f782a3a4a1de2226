#!/usr/bin/env bash
# Lays out the image beside its Java runtime: root.sh FOLDER REPOSITORY BASE. On the base "scratch", which is
# empty, the C and C++ libraries of this machine go in as well; they are all that the native code needs.
set -euo pipefail
root=$1 repository=$2 base=$3

mkdir -p "$root/opt/kinora" "$root/tmp" "$root/work"
touch "$root/tmp/.keep" "$root/work/.keep"
cp -r "$repository/cli/target/kinora/lib" "$root/opt/kinora/lib"
cp "$repository/LICENSE" "$repository/NOTICE" "$root/opt/kinora/"

[ "$base" = scratch ] || exit 0
mkdir -p "$root/etc"
echo 'root:x:0:0:root:/tmp:' >"$root/etc/passwd"
library() { # path of the shared library $1 on this machine
  ldconfig -p | awk -v name="$1" '$1 == name && /x86-64/ { print $NF; exit }'
}
for name in ld-linux-x86-64.so.2 libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 \
  libresolv.so.2 libgcc_s.so.1 libstdc++.so.6 libz.so.1; do
  path=$(PATH=$PATH:/sbin:/usr/sbin library "$name")
  [ -n "$path" ] || { echo "no $name on this machine; set -Dcontainer.base" >&2; exit 1; }
  # Each stays in its folder, as the loader searches those that its distribution has built in.
  install -Dm755 "$path" "$root$path"
done
[ -e "$root/lib64/ld-linux-x86-64.so.2" ] || # where programs look for the loader
  install -Dm755 "$(PATH=$PATH:/sbin:/usr/sbin library ld-linux-x86-64.so.2)" \
    "$root/lib64/ld-linux-x86-64.so.2"
# Without fontconfig, Java refuses even fonts that come as files, unless it is told that there are no others.
printf 'version=1\nsequence.allfonts=default\n' >"$root/opt/java/lib/fontconfig.properties"
# Without it, arguments are ASCII only: no Chinese prompts.
if [ -d /usr/lib/locale/C.utf8 ]; then
  mkdir -p "$root/usr/lib/locale"
  cp -r /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"
fi
for package in libc6 libgcc-s1 libstdc++6 zlib1g; do # their licences, where Debian keeps them
  [ ! -r "/usr/share/doc/$package/copyright" ] ||
    install -Dm644 "/usr/share/doc/$package/copyright" "$root/usr/share/doc/$package/copyright"
done
