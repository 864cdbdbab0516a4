# SPDX-License-Identifier: GPL-3.0-or-later
# Completion for fish: "winddown complete" knows what can be typed next.

function __winddown_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l option (string match -r -- '^--[a-z-]+=' $current)
    set -l path (string replace -r -- '^--[a-z-]+=' '' $current)
    for line in (command $before[1] complete -- $before[2..-1] "$current" 2>/dev/null)
        switch $line
            case ':files'
                printf "$option%s\n" (__fish_complete_path $path)
            case ':folders'
                printf "$option%s\n" (__fish_complete_directories $path)
            case '*'
                printf '%s\n' $line
        end
    end
end
complete -c winddown -f -a '(__winddown_complete)'
